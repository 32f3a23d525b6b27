import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listenOnPort, listenOnSocket } from "./listen";

let folder: string;
let servers: Server[];

function server(): Server {
  const made = createServer();
  servers.push(made);
  return made;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "listen-test-"));
  servers = [];
});

afterEach(() => {
  for (const made of servers) made.close();
  rmSync(folder, { recursive: true });
});

test("the socket is in a folder that only its owner can enter, and leaves nothing behind", async () => {
  const address = await listenOnSocket(server(), [folder]);
  expect(address.network).toBe("unix");
  expect(statSync(dirname(address.text)).mode & 0o777).toBe(0o700);
  expect(dirname(dirname(address.text))).toBe(folder);
  address.remove();
  expect(readdirSync(folder)).toEqual([]);
});

test("of what somebody else has put in the folder's place nothing is removed", async () => {
  const address = await listenOnSocket(server(), [folder]);
  const own = dirname(address.text);
  const precious = join(folder, "precious");
  mkdirSync(precious);
  writeFileSync(join(precious, "file"), "");
  renameSync(own, join(folder, "moved"));
  symlinkSync(precious, own);
  address.remove();
  expect(readdirSync(precious)).toEqual(["file"]);
  unlinkSync(own);
  mkdirSync(own);
  writeFileSync(join(own, "file"), "");
  address.remove();
  expect(readdirSync(own)).toEqual(["file"]);
});

test("a folder is passed over that is not there, or whose path no socket can have or no handshake tell", async () => {
  const missing = join(folder, "missing");
  const long = join(folder, "x".repeat(100));
  const parted = join(folder, "a|b");
  mkdirSync(parted);
  const address = await listenOnSocket(server(), [missing, long, parted, folder]);
  expect(dirname(dirname(address.text))).toBe(folder);
  address.remove();
  await expect(listenOnSocket(server(), [missing, long])).rejects.toThrow(
    /no folder for a socket \(.*missing: ENOENT.*too long a path.*set TMPDIR/,
  );
});

test("a port is taken from the range, on this machine only", async () => {
  const first = server();
  const taken = await listenOnPort(first, { first: 0, last: 0 });
  const bound = first.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  expect(bound.address).toBe("127.0.0.1");
  expect(taken.network).toBe("tcp");
  await expect(listenOnPort(server(), { first: bound.port, last: bound.port })).rejects.toThrow("is free");
});
