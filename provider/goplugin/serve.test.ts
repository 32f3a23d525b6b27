import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { call, openCall, readReply } from "./test-client";
import { clientCertificate, connectPlugin, type StartedPlugin, startPlugin } from "./test-plugin";

let built: string;
let folder: string;
let started: StartedPlugin[];

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), "serve-test-"));
  await build({
    entryPoints: [join(__dirname, "serve.fixture.ts")],
    outfile: join(built, "plugin.js"),
    bundle: true,
    platform: "node",
    logLevel: "warning",
  });
});

afterAll(() => rmSync(built, { recursive: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "serve-"));
  started = [];
});

afterEach(() => {
  for (const plugin of started) plugin.process.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

function environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { TEST_COOKIE: "yes", TMPDIR: folder, PLUGIN_CLIENT_CERT: clientCertificate.pem, ...more };
}

function start(options: { args?: string[]; env?: Record<string, string> } = {}): StartedPlugin {
  const plugin = startPlugin(
    [process.execPath, join(built, "plugin.js"), ...(options.args ?? [])],
    options.env ?? environment(),
  );
  started.push(plugin);
  return plugin;
}

test("prints one line, answers over mutual TLS, and leaves nothing after Shutdown", async () => {
  const plugin = start();
  const session = await connectPlugin(plugin);
  expect(plugin.output.stdout).toMatch(/^1\|6\|unix\|[^|]+\|grpc\|[A-Za-z0-9+/]+\n$/);
  expect(readdirSync(folder)).toHaveLength(1);
  const stdio = openCall(session, "/plugin.GRPCStdio/StreamStdio");
  stdio.end(Buffer.alloc(5));
  const stdioReply = readReply(stdio);
  expect((await call(session, "/test.Plugin/Echo", Buffer.from("x"))).messages).toEqual([Buffer.from("x")]);
  expect((await call(session, "/grpc.health.v1.Health/Check", Buffer.alloc(0))).messages).toEqual([
    Buffer.of(8, 1),
  ]);
  expect((await call(session, "/plugin.GRPCBroker/StartStream", Buffer.alloc(0))).status).toBe("12");
  expect(stdio.closed).toBe(false);
  expect(await call(session, "/plugin.GRPCController/Shutdown", Buffer.alloc(0))).toMatchObject({
    status: "0",
    messages: [Buffer.alloc(0)],
  });
  expect(await stdioReply).toMatchObject({ status: "0", messages: [] });
  expect(await plugin.ended).toEqual({ code: 0, signal: null });
  expect(readdirSync(folder)).toEqual([]);
  expect(plugin.output.stderr).toBe("");
});

test("without a client certificate the connection is plain, and the line says so", async () => {
  const plugin = start({ env: { TEST_COOKIE: "yes", TMPDIR: folder } });
  const session = await connectPlugin(plugin);
  expect(plugin.output.stdout).toMatch(/\|grpc\|\n$/);
  expect(await call(session, "/test.Plugin/Echo", Buffer.from("x"))).toMatchObject({ status: "0" });
  session.destroy();
});

test("the socket is where PLUGIN_UNIX_SOCKET_DIR says", async () => {
  const other = mkdtempSync(join(folder, "sockets-"));
  const plugin = start({ env: environment({ PLUGIN_UNIX_SOCKET_DIR: other }) });
  const session = await connectPlugin(plugin);
  expect(plugin.output.stdout.split("|")[3]?.startsWith(`${other}/`)).toBe(true);
  session.destroy();
});

test("a client that is gone before the handshake leaves no process and no socket", async () => {
  const orphan = spawn(process.execPath, [join(built, "plugin.js")], {
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  orphan.stdout.destroy();
  orphan.stderr.destroy();
  try {
    expect(await once(orphan, "exit")).toEqual([1, null]);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    orphan.kill("SIGKILL");
  }
});

test("on Windows it listens on a port of 127.0.0.1", async () => {
  const plugin = start({ args: ["--windows"] });
  const session = await connectPlugin(plugin);
  expect(plugin.output.stdout).toMatch(/^1\|6\|tcp\|127\.0\.0\.1:\d+\|grpc\|/);
  await call(session, "/plugin.GRPCController/Shutdown", Buffer.alloc(0));
  expect((await plugin.ended).code).toBe(0);
});

test("started by a person, it says what it is", async () => {
  const plugin = start({ env: {} });
  expect(await plugin.ended).toEqual({ code: 1, signal: null });
  expect(plugin.output).toEqual({
    stdout: "",
    stderr: expect.stringContaining("A plugin is not run by hand."),
  });
});

test("a folder for the socket that does not exist is named", async () => {
  const plugin = start({ env: environment({ PLUGIN_UNIX_SOCKET_DIR: "/nowhere" }) });
  expect((await plugin.ended).code).toBe(1);
  expect(plugin.output.stdout).toBe("");
  expect(plugin.output.stderr).toContain("/nowhere");
});

test("what is printed to stdout later becomes log lines on stderr", async () => {
  const plugin = start();
  const session = await connectPlugin(plugin);
  await call(session, "/test.Plugin/Print", Buffer.alloc(0));
  await call(session, "/plugin.GRPCController/Shutdown", Buffer.alloc(0));
  await plugin.ended;
  expect(plugin.output.stdout.split("\n")).toHaveLength(2);
  const lines = plugin.output.stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line)["@message"]);
  expect(lines).toEqual(["stray output", "second", "third"]);
});

test("errors that nothing caught are logged without their properties, and calls are still answered", async () => {
  const plugin = start();
  const session = await connectPlugin(plugin);
  expect((await call(session, "/test.Plugin/Throw", Buffer.alloc(0))).status).toBe("0");
  expect((await call(session, "/test.Plugin/Echo", Buffer.from("x"))).status).toBe("0");
  await call(session, "/plugin.GRPCController/Shutdown", Buffer.alloc(0));
  expect((await plugin.ended).code).toBe(0);
  expect(plugin.output.stderr).toContain("thrown later");
  expect(plugin.output.stderr).toContain("rejected later");
  expect(plugin.output.stderr).not.toContain("secret");
});

test("SIGINT is ignored; SIGTERM aborts work in flight, lets it answer and leaves nothing", async () => {
  const plugin = start();
  const session = await connectPlugin(plugin);
  const reply = call(session, "/test.Plugin/UntilStopped", Buffer.alloc(0));
  await call(session, "/test.Plugin/Echo", Buffer.alloc(0));
  plugin.process.kill("SIGINT");
  expect((await call(session, "/test.Plugin/Echo", Buffer.alloc(0))).status).toBe("0");
  plugin.process.kill("SIGTERM");
  expect(await reply).toMatchObject({ status: "0", messages: [Buffer.from("partial")] });
  expect(await plugin.ended).toEqual({ code: 0, signal: null });
  expect(readdirSync(folder)).toEqual([]);
});

test("it ends when its parent is gone, however that died, and leaves nothing", async () => {
  const launcher = `require("node:child_process").spawn(process.execPath, [process.argv[1]], { stdio: "inherit" })`;
  const parent = startPlugin([process.execPath, "-e", launcher, join(built, "plugin.js")], environment());
  started.push(parent);
  const session = await connectPlugin(parent);
  const gone = once(session, "close");
  parent.process.kill("SIGKILL");
  // The plugin holds the parent's output: this resolves when both have ended.
  expect((await parent.ended).signal).toBe("SIGKILL");
  await gone;
  expect(readdirSync(folder)).toEqual([]);
});

test("nothing of the certificate or its key is written to disk", async () => {
  const plugin = start();
  const session = await connectPlugin(plugin);
  const files = spawnSync("find", [folder, "-type", "f"], { encoding: "utf8" });
  expect(files).toMatchObject({ status: 0, stdout: "" });
  session.destroy();
});
