import { closeSync } from "node:fs";
import { Writable } from "node:stream";
import { log } from "./log";

/**
 * From here on nothing but the log sees what is written to stdout: after the handshake it belongs to the client.
 * Nothing is created until something writes.
 */
export function divertStdout(): void {
  let diverted: Writable | undefined;
  Object.defineProperty(process, "stdout", {
    configurable: true,
    enumerable: true,
    get: () => {
      diverted ??= logLines();
      return diverted;
    },
  });
}

/**
 * Ends stdout, which is diverted and not written to any more. To be done last before the process ends: a client that
 * has not seen the end of stdout by then logs an error.
 */
export function closeStdout(): void {
  try {
    closeSync(1);
  } catch {
    // Closed already.
  }
}

function logLines(): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      for (const line of chunk.toString().split("\n")) if (line !== "") log("info", line);
      done();
    },
  });
}
