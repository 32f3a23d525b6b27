/** The built executable keeps to the one client that has started it, and its secrets to itself. Needs no server. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { ClientHttp2Session } from "node:http2";
import { connect as connectTcp } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { connect as connectTls } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fieldsOf } from "../fuzz/provider-calls";
import { type Certificate, createCertificate } from "../provider/goplugin/certificate";
import { call } from "../provider/goplugin/test-client";
import {
  clientCertificate,
  connectPlugin,
  type StartedPlugin,
  startPlugin,
} from "../provider/goplugin/test-plugin";
import { prefectProvider } from "../provider/prefect/provider";
import {
  ConfigureProvider_RequestSchema,
  ConfigureProvider_ResponseSchema,
  ReadDataSource_RequestSchema,
  ReadDataSource_ResponseSchema,
} from "../provider/tfplugin6/generated/messages";
import { fromBinary, toBinary } from "../provider/tfplugin6/message";
import { freePort } from "./support/free-port";
import { providerFolder } from "./support/project-paths";

const executable = join(providerFolder, "terraform-provider-prefect");
const secret = "PlantedSecret";

let folder: string;
let temporary: string;
let plugin: StartedPlugin | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "privacy-"));
  temporary = join(folder, "t");
  mkdirSync(temporary);
});

afterEach(async () => {
  plugin?.process.kill("SIGKILL");
  await plugin?.ended;
  rmSync(folder, { recursive: true });
});

/** Where what a process leaves is found, and with room for a core. */
const intoTemporary = 'cd "$TMPDIR" && ulimit -c "$(ulimit -H -c)" && exec "$0"';

function start(more: Readonly<Record<string, string>> = {}): StartedPlugin {
  plugin = startPlugin(["sh", "-c", intoTemporary, executable], {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    TMPDIR: temporary,
    HOME: temporary,
    TF_LOG: "trace",
    TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    PLUGIN_PROTOCOL_VERSIONS: "6",
    PLUGIN_CLIENT_CERT: clientCertificate.pem,
    ...more,
  });
  return plugin;
}

const service = "/tfplugin6.Provider/";

/** Configures the provider with secrets and has it use them, in vain. All that it answers. */
async function useSecrets(session: ClientHttp2Session): Promise<string> {
  const config = fieldsOf(prefectProvider.attributes, {
    endpoint: `http://127.0.0.1:${await freePort()}/api`,
    api_key: `pnu_${secret}1`,
    custom_headers: JSON.stringify({ "X-Team": `${secret}2` }),
    connect_timeout: 0.1,
  });
  const configured = await call(
    session,
    `${service}ConfigureProvider`,
    toBinary(ConfigureProvider_RequestSchema, { config }),
  );
  const [answer = Buffer.alloc(0)] = configured.messages;
  expect(fromBinary(ConfigureProvider_ResponseSchema, answer).diagnostics).toEqual([]);
  const typeName = "prefect_flow";
  const attributes = prefectProvider.dataSources.get(typeName)?.attributes ?? {};
  const request = { typeName, config: fieldsOf(attributes, { name: "f" }) };
  const read = await call(
    session,
    `${service}ReadDataSource`,
    toBinary(ReadDataSource_RequestSchema, request),
  );
  const [refused = Buffer.alloc(0)] = read.messages;
  expect(fromBinary(ReadDataSource_ResponseSchema, refused).diagnostics).toHaveLength(1);
  return `${answer}${refused}`;
}

/** All files and folders below, sockets too. */
const below = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).map((one) => join(one.parentPath, one.name));

const socketOf = (started: StartedPlugin): string => started.output.stdout.split("|")[3] ?? "";

/** What a client with this certificate, or none, is sent inside TLS. */
async function bytesSentTo(path: string, shown: Certificate | undefined): Promise<number> {
  const certificate = shown && { cert: shown.pem, key: shown.privateKeyPem };
  const socket = connectTls({
    path,
    rejectUnauthorized: false,
    servername: "localhost",
    ALPNProtocols: ["h2"],
    ...certificate,
  });
  let received = 0;
  socket.on("data", (chunk: Buffer) => {
    received += chunk.length;
  });
  socket.on("error", () => {});
  socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
  await once(socket, "close");
  return received;
}

test("beside the client that has started it nobody is answered, whatever they show", async () => {
  const started = start();
  const session = await connectPlugin(started);
  const path = socketOf(started);
  expect(await bytesSentTo(path, undefined)).toBe(0);
  expect(await bytesSentTo(path, createCertificate(new Date()))).toBe(0);
  const plain = connectTcp(path);
  const chunks: Buffer[] = [];
  plain.on("data", (chunk: Buffer) => chunks.push(chunk));
  plain.on("error", () => {});
  plain.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
  await once(plain, "close");
  // An alert of TLS (21) at most.
  expect([undefined, 21]).toContain(Buffer.concat(chunks)[0]);
  expect((await call(session, `${service}GetMetadata`, Buffer.alloc(0))).status).toBe("0");
  session.destroy();
});

test("its socket is in a folder that only its user can enter, goes with the first call, and there is no other file", async () => {
  const started = start();
  const session = await connectPlugin(started);
  const path = socketOf(started);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(statSync(path).isSocket()).toBe(true);
  expect([...below(temporary)].sort()).toEqual([dirname(path), path].sort());
  await useSecrets(session);
  expect(below(temporary)).toEqual([]);
  started.process.kill("SIGKILL");
  await started.ended;
  expect(below(temporary)).toEqual([]);
});

test.runIf(process.platform === "linux")(
  "its arguments hold no secret, and it starts no other process",
  async () => {
    const started = start();
    const answered = await useSecrets(await connectPlugin(started));
    const { pid } = started.process;
    expect(readFileSync(`/proc/${pid}/cmdline`, "utf8")).toContain("terraform-provider-prefect");
    expect(readFileSync(`/proc/${pid}/cmdline`, "utf8")).not.toContain(secret);
    expect(readFileSync(`/proc/${pid}/environ`, "utf8")).not.toContain(secret);
    const tasks = readdirSync(`/proc/${pid}/task`);
    const children = tasks.map((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8"));
    expect(children.join("").trim()).toBe("");
    expect(answered).not.toContain(secret);
  },
);

test.runIf(process.platform !== "win32")("no signal opens a port to debug it", async () => {
  const started = start();
  const session = await connectPlugin(started);
  started.process.kill("SIGUSR1");
  for (let round = 0; round < 5; round++) await call(session, `${service}GetMetadata`, Buffer.alloc(0));
  await call(session, "/plugin.GRPCController/Shutdown", Buffer.alloc(0));
  expect((await started.ended).code).toBe(0);
  expect(started.output.stderr).not.toContain("Debugger listening");
});

describe("a crash on purpose shows no secret:", () => {
  /** What the process does when it is told to crash. */
  const crashes: Readonly<Record<string, string>> = {
    "an error that nobody catches": 'throw Object.assign(new Error("on purpose"), { config: globalThis })',
    "a promise that nobody handles": 'Promise.reject(new Error("on purpose"))',
    "no memory left": "const all = []; for (;;) all.push(new Array(1e6).fill(all.length))",
    "an abort": "process.abort()",
  };

  test.each(Object.entries(crashes))("%s", async (name, code) => {
    const hook = join(folder, "crash.js");
    writeFileSync(hook, `process.on("SIGUSR2", () => { setImmediate(() => { ${code}; }); });`);
    const reports = "--report-on-fatalerror --report-uncaught-exception";
    const started = start({
      NODE_OPTIONS: `--require=${hook} --max-old-space-size=128 ${reports}`,
      NODE_DEBUG: "http",
      PREFECT_API_AUTH_STRING: `admin:${secret}3`,
    });
    const answered = await useSecrets(await connectPlugin(started));
    started.process.kill("SIGUSR2");
    if (/memory|abort/.test(name)) {
      await started.ended;
    } else {
      while (!started.output.stderr.includes("on purpose")) await new Promise((done) => setTimeout(done, 20));
    }
    const { stdout, stderr } = started.output;
    expect(stderr.length).toBeGreaterThan(0);
    for (const said of [answered, stdout, stderr]) expect(said).not.toContain(secret);
    // A report, a core, a log: whatever a crash may leave.
    const found = execFileSync("sh", ["-c", 'grep -rlaF "$1" "$2" || true', "sh", secret, temporary]);
    expect(found.toString()).toBe("");
  });
});
