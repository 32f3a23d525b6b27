import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { ClientHttp2Session } from "node:http2";
import { connect } from "node:http2";
import { createCertificate, pemCertificate } from "./certificate";
import { connectSocket } from "./test-client";

/** Stands for the client's certificate in all tests of one file. */
export const clientCertificate = createCertificate(new Date());

/** A started plugin and what it has said. For tests only. */
export interface StartedPlugin {
  readonly process: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** Resolves when the process and all that shares its output have ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export function startPlugin(
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
): StartedPlugin {
  const [file, ...args] = command;
  const child = spawn(file, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  return { process: child, output, ended };
}

/** Waits for the handshake line and connects as its address and certificate say. */
export async function connectPlugin(plugin: StartedPlugin): Promise<ClientHttp2Session> {
  while (!plugin.output.stdout.includes("\n")) {
    const { stdout } = plugin.process;
    if (stdout === null || plugin.process.exitCode !== null) throw new Error(plugin.output.stderr);
    await Promise.race([once(stdout, "data"), plugin.ended]);
  }
  const [, , network, address = "", , certificate = ""] = plugin.output.stdout.trimEnd().split("|");
  const pem = pemCertificate(Buffer.from(certificate, "base64"));
  const tls = { cert: clientCertificate.pem, key: clientCertificate.privateKeyPem, ca: pem };
  if (network === "unix") return connectSocket(address, certificate === "" ? undefined : tls);
  return connect(`https://${address}`, { servername: "localhost", ...tls });
}
