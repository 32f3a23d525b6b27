import { once } from "node:events";
import { connect as connectTcp, type Server } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Certificate, createCertificate } from "./certificate";
import { GrpcServer } from "./grpc-server";
import { type Listening, listenOnSocket } from "./listen";
import { createPinnedServer } from "./secure-server";
import { call, connectSocket } from "./test-client";

const now = new Date();
const own = createCertificate(now);
const client = createCertificate(now);

let server: Server;
let address: Listening;
let calls: number;

beforeEach(async () => {
  calls = 0;
  const count = () => {
    calls++;
    return new Uint8Array();
  };
  const grpc = new GrpcServer({ "test.Count": { load: async () => ({ Count: count }) } });
  server = createPinnedServer(own, client.der, grpc.accept);
  address = await listenOnSocket(server);
});

afterEach(() => {
  server.close();
  address.remove();
});

test.each(["TLSv1.2", "TLSv1.3"] as const)(
  "the holder of the certificate is answered over %s",
  async (version) => {
    const session = connectSocket(address.text, {
      cert: client.pem,
      key: client.privateKeyPem,
      ca: own.pem,
      minVersion: version,
      maxVersion: version,
    });
    expect(await call(session, "/test.Count/Count", Buffer.alloc(0))).toMatchObject({ status: "0" });
    expect(session.encrypted).toBe(true);
    session.destroy();
  },
);

/** Connects, says what an HTTP/2 client says first, and collects all that the server sends inside TLS. */
async function bytesSentTo(
  shown: Certificate | undefined,
  version: "TLSv1.2" | "TLSv1.3",
  protocols: readonly string[] = ["h2"],
): Promise<Buffer> {
  const socket: TLSSocket = connect({
    path: address.text,
    servername: "localhost",
    ca: own.pem,
    ALPNProtocols: [...protocols],
    minVersion: version,
    maxVersion: version,
    ...(shown && { cert: shown.pem, key: shown.privateKeyPem }),
  });
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
  await new Promise((resolve) => socket.once("close", resolve));
  return Buffer.concat(chunks);
}

const strangers: [string, Certificate | undefined][] = [
  ["no certificate", undefined],
  ["another certificate", createCertificate(now)],
  ["the server's own certificate", own],
];

test.each(strangers)("with %s not one byte is sent", async (_name, shown) => {
  expect(await bytesSentTo(shown, "TLSv1.2")).toHaveLength(0);
  expect(await bytesSentTo(shown, "TLSv1.3")).toHaveLength(0);
  expect(calls).toBe(0);
});

test("who does not ask for HTTP/2 is sent nothing, also with the certificate", async () => {
  expect(await bytesSentTo(client, "TLSv1.3", [])).toHaveLength(0);
  expect(await bytesSentTo(client, "TLSv1.3", ["http/1.1"])).toHaveLength(0);
});

test("the certificate alone, without its key, opens nothing", async () => {
  const stolen = { ...client, privateKeyPem: createCertificate(now).privateKeyPem };
  await expect(async () => bytesSentTo(stolen, "TLSv1.3")).rejects.toThrow("key values mismatch");
  expect(calls).toBe(0);
});

test("a client without TLS gets no HTTP", async () => {
  const socket = connectTcp(address.text);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
  await once(socket, "close");
  // A TLS alert (type 21) at most.
  expect([undefined, 21]).toContain(Buffer.concat(chunks)[0]);
});
