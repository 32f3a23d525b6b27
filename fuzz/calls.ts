import assert from "node:assert/strict";
import { once } from "node:events";
import { type ClientHttp2Session, connect as connectHttp2 } from "node:http2";
import { connect as connectSocketTo } from "node:net";
import { Duplex } from "node:stream";
import { create as createEs, toBinary as toBinaryEs } from "@bufbuild/protobuf";
import fc from "fast-check";
import { writeFrame } from "../provider/goplugin/grpc-frame";
import { GrpcServer } from "../provider/goplugin/grpc-server";
import { listenOnSocket } from "../provider/goplugin/listen";
import { setLogLevel } from "../provider/goplugin/log";
import { createPlainServer } from "../provider/goplugin/secure-server";
import { call, connectSocket, openCall, readReply } from "../provider/goplugin/test-client";
import { loadProvider } from "../provider/server";
import { initOf, messages } from "../provider/tfplugin6/arbitrary";
import { byteChanges, changeBytes } from "./mutate-bytes";
import { expectForPeople, type OpenTarget, type Target } from "./target";

const service = "/tfplugin6.Provider/";

/** Those that need no server. ConfigureProvider is left out: a random address in it would be asked for. */
const methods = [
  "GetMetadata",
  "GetProviderSchema",
  "ValidateProviderConfig",
  "StopProvider",
  "ValidateResourceConfig",
  "ValidateDataResourceConfig",
  "UpgradeResourceState",
  "ReadResource",
  "PlanResourceChange",
  "ApplyResourceChange",
  "ImportResourceState",
  "ReadDataSource",
  "ValidateEphemeralResourceConfig",
  "OpenEphemeralResource",
  "RenewEphemeralResource",
  "CloseEphemeralResource",
  "GetFunctions",
  "CallFunction",
];

const typeNames = [
  "prefect_flow",
  "prefect_deployment",
  "prefect_automation",
  "prefect_work_pool",
  "prefect_variable",
  "",
  "__proto__",
];

/** Random request of a method, as bytes; its type name and config often are ones that there are. */
const requestBytes = fc.constantFrom(...methods).chain((method) => {
  const message = messages.find(({ typeName }) => typeName === `tfplugin6.${method}.Request`);
  if (message === undefined) throw new Error(`There is no request of ${method}.`);
  return fc
    .tuple(initOf(message, 2), fc.constantFrom(...typeNames), fc.boolean())
    .map(([init, typeName, isKnown]) => {
      const named = isKnown && message.fields.some(({ localName }) => localName === "typeName");
      const whole = named ? { ...init, typeName } : init;
      return { method, bytes: toBinaryEs(message, createEs(message, whole)) };
    });
});

interface Plugin {
  readonly socket: string;
  readonly session: ClientHttp2Session;
  close(): Promise<void>;
}

/** The provider behind the real HTTP/2 server, in this process and without TLS. */
async function startPlugin(): Promise<Plugin> {
  // Each call that fails is a line of the log.
  setLogLevel("off");
  const server = createPlainServer(new GrpcServer({ "tfplugin6.Provider": { load: loadProvider } }).accept);
  const address = await listenOnSocket(server);
  const session = connectSocket(address.text);
  return {
    socket: address.text,
    session,
    close: async () => {
      session.destroy();
      server.close();
      address.remove();
    },
  };
}

const knownStatuses = new Set(["0", "3", "8", "12", "13"]);

/** A request body that is a frame, or nearly one, around a message that is a request, or nearly one. */
const body = fc.tuple(requestBytes, byteChanges, fc.option(byteChanges, { freq: 4 }));

async function openCalls(): Promise<OpenTarget> {
  const { session, close } = await startPlugin();
  const property = fc.asyncProperty(body, async ([{ method, bytes }, changes, frameChanges]) => {
    const frame = writeFrame(changeBytes(bytes, changes));
    const stream = openCall(session, service + method);
    stream.end(frameChanges === null ? frame : changeBytes(frame, frameChanges));
    const { httpStatus, status, message } = await readReply(stream);
    assert.equal(httpStatus, 200);
    assert(knownStatuses.has(status ?? ""), `status ${status}`);
    expectForPeople(decodeURIComponent(message ?? ""));
  });
  return { property, close };
}

/** What an HTTP/2 client sends for one call, byte by byte. */
async function recordCall(): Promise<Buffer> {
  const sent: Buffer[] = [];
  const wire = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      sent.push(chunk);
      done();
    },
  });
  const session = connectHttp2("http://localhost", { createConnection: () => wire });
  session.on("error", () => {});
  const stream = openCall(session, `${service}GetMetadata`);
  stream.on("error", () => {});
  stream.end(writeFrame(new Uint8Array(0)));
  while (!Buffer.concat(sent).includes(writeFrame(new Uint8Array(0)))) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  session.destroy();
  return Buffer.concat(sent);
}

async function openConnections(): Promise<OpenTarget> {
  const { socket, session, close } = await startPlugin();
  const recorded = await recordCall();
  const bytes = fc.oneof(
    { weight: 4, arbitrary: byteChanges.map((changes) => changeBytes(recorded, changes)) },
    // Behind the preface and the settings, anything.
    fc.uint8Array({ maxLength: 120 }).map((some) => Buffer.concat([recorded.subarray(0, 24), some])),
    fc.uint8Array({ maxLength: 120 }).map((some) => Buffer.from(some)),
  );
  const property = fc.asyncProperty(bytes, async (sent) => {
    const connection = connectSocketTo(socket);
    connection.on("error", () => {});
    // The server speaks first. Who does not wait for that connects faster than it can accept.
    const heard = new Promise<void>((resolve) => {
      connection.once("data", () => resolve());
      connection.once("close", () => resolve());
    });
    await once(connection, "connect");
    await new Promise<void>((done) => connection.write(sent, () => done()));
    await heard;
    // Whatever came over the one connection, another one is answered.
    const reply = await call(session, `${service}StopProvider`, new Uint8Array(0));
    connection.destroy();
    assert.equal(reply.status, "0");
  });
  return { property, close };
}

/** Any bytes in place of Terraform's: inside calls, and in place of HTTP/2. */
export const callTargets: readonly Target[] = [
  { name: "calls", share: 60, lanes: 8, open: openCalls },
  { name: "connections", share: 15, lanes: 4, open: openConnections },
];
