import { once } from "node:events";
import { type ClientHttp2Session, connect } from "node:http2";
import { connect as connectTcp, type Server } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GrpcError, grpcCode } from "./grpc-error";
import { writeFrame } from "./grpc-frame";
import { GrpcServer, type Services } from "./grpc-server";
import { type Listening, listenOnSocket } from "./listen";
import { setLogLevel } from "./log";
import { createPlainServer } from "./secure-server";
import { call, connectSocket, openCall, readReply } from "./test-client";

setLogLevel("off");

let server: Server;
let grpc: GrpcServer;
let address: Listening;
let session: ClientHttp2Session;
let loads: number;
let aborted: Promise<unknown>;

function services(): Services {
  let onAbort: (reason: unknown) => void = () => {};
  aborted = new Promise((resolve) => {
    onAbort = resolve;
  });
  return {
    "test.Echo": {
      load: async () => {
        loads++;
        return {
          Echo: (request) => request,
          EchoLater: async (request) => request,
          Refuse: () => {
            throw new GrpcError(grpcCode.invalidArgument, "100% größer");
          },
          Crash: () => {
            throw new TypeError("no such thing");
          },
          Never: (_request, { signal }) => {
            signal.addEventListener("abort", () => onAbort(signal.reason));
            return new Promise(() => {});
          },
          UntilStopped: (_request, { signal }) =>
            new Promise((resolve) => signal.addEventListener("abort", () => resolve(Buffer.from("partial")))),
          Count: {
            async *stream(request) {
              for (let index = 0; index < (request[0] ?? 0); index++) yield Uint8Array.of(index);
            },
          },
          CountAndFail: {
            async *stream() {
              yield Uint8Array.of(1);
              throw new GrpcError(grpcCode.unavailable, "enough");
            },
          },
          Large: {
            async *stream() {
              for (let i = 0; i < 8; i++) yield new Uint8Array(4 * 1024 * 1024);
            },
          },
        };
      },
      early: { Early: () => Buffer.from("at once") },
    },
    "test.Broken": { load: () => Promise.reject(new Error("cannot load")) },
  };
}

beforeEach(async () => {
  loads = 0;
  grpc = new GrpcServer(services());
  server = createPlainServer(grpc.accept);
  address = await listenOnSocket(server);
  session = connectSocket(address.text);
});

afterEach(() => {
  session.destroy();
  server.close();
  address.remove();
});

test("answers a unary call with its message and status 0", async () => {
  for (const method of ["Echo", "EchoLater"]) {
    expect(await call(session, `/test.Echo/${method}`, Buffer.from("hello"))).toEqual({
      httpStatus: 200,
      status: "0",
      message: undefined,
      messages: [Buffer.from("hello")],
    });
  }
  expect(await call(session, "/test.Echo/Echo", Buffer.alloc(0))).toMatchObject({
    status: "0",
    messages: [Buffer.alloc(0)],
  });
});

test("loads a service once, however many calls come together", async () => {
  const replies = await Promise.all(
    [..."abcdef"].map((text) => call(session, "/test.Echo/Echo", Buffer.from(text))),
  );
  expect(replies.map((reply) => reply.messages.join())).toEqual([..."abcdef"]);
  grpc.preload();
  expect(loads).toBe(1);
});

test("an early method is answered without loading the others", async () => {
  const reply = await call(session, "/test.Echo/Early", Buffer.alloc(0));
  expect(reply.messages.join()).toBe("at once");
  expect(loads).toBe(0);
  await call(session, "/test.Echo/Echo", Buffer.alloc(0));
  expect(loads).toBe(1);
});

test("large messages pass both ways", async () => {
  const request = Buffer.alloc(48 * 1024 * 1024, "x");
  const reply = await call(session, "/test.Echo/Echo", request);
  expect(reply.status).toBe("0");
  expect(reply.messages[0]?.equals(request)).toBe(true);
});

test("a client with small windows and no table of headers gets its answers whole", async () => {
  const narrow = connect("http://localhost", {
    path: address.text,
    settings: { initialWindowSize: 1000, headerTableSize: 0 },
  });
  const request = Buffer.alloc(300_000, "0123456789");
  const calls = ["Echo", "EchoLater", "Echo"].map((method) => call(narrow, `/test.Echo/${method}`, request));
  for (const { status, messages } of await Promise.all(calls)) {
    expect(status).toBe("0");
    expect(messages[0]?.equals(request)).toBe(true);
  }
  narrow.destroy();
});

test("a thousand calls at once are answered", async () => {
  const texts = Array.from({ length: 1000 }, (_, index) => `call ${index}`);
  const replies = await Promise.all(
    texts.map((text, index) =>
      call(session, `/test.Echo/${index % 2 === 0 ? "Echo" : "EchoLater"}`, Buffer.from(text)),
    ),
  );
  expect(replies.map(({ messages }) => messages.join())).toEqual(texts);
});

test("headers of all characters come through, Huffman-coded or not", async () => {
  const text = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 0x21 + index));
  const reply = await call(session, `/test.Echo/${text}`, Buffer.alloc(0));
  expect(decodeURIComponent(reply.message ?? "")).toBe(`/test.Echo/${text} is not implemented`);
});

test("who does not speak HTTP/2 is told so, and the connection is over", async () => {
  const socket = connectTcp(address.text);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
  // Headers that cannot be decompressed.
  socket.write(Buffer.from("000001010500000001ff", "hex"));
  await once(socket, "close");
  const goAway = Buffer.from("0000080700000000000000000000000009", "hex");
  expect(Buffer.concat(chunks).includes(goAway)).toBe(true);
});

test("a frame may come in pieces", async () => {
  const stream = openCall(session, "/test.Echo/Echo");
  for (const byte of writeFrame(Buffer.from("hello"))) {
    stream.write(Buffer.of(byte));
    await new Promise(setImmediate);
  }
  stream.end();
  expect(await readReply(stream)).toMatchObject({ status: "0", messages: [Buffer.from("hello")] });
});

test("errors become a status, with an encoded message", async () => {
  expect(await call(session, "/test.Echo/Refuse", Buffer.alloc(0))).toEqual({
    httpStatus: 200,
    status: "3",
    message: "100%25 gr%C3%B6%C3%9Fer",
    messages: [],
  });
  expect(await call(session, "/test.Echo/Crash", Buffer.alloc(0))).toMatchObject({
    status: "13",
    message: "no such thing",
  });
  expect(await call(session, "/test.Broken/Any", Buffer.alloc(0))).toMatchObject({
    status: "13",
    message: "cannot load",
  });
});

test.each([
  "/test.Echo/Other",
  "/test.Other/Echo",
  "/test.Echo/constructor",
  "/__proto__/toString",
  "/test.Echo",
  "/",
])("%s is UNIMPLEMENTED", async (path) => {
  expect(await call(session, path, Buffer.alloc(0))).toMatchObject({ httpStatus: 200, status: "12" });
});

test("malformed bodies get a status, and the connection lives on", async () => {
  const bodies: [Buffer, string][] = [
    [Buffer.alloc(0), "13"],
    [Buffer.from([0, 0, 0, 0, 9, 1]), "13"],
    [Buffer.concat([writeFrame(Buffer.of(1)), writeFrame(Buffer.of(2))]), "13"],
    [Buffer.from([1, 0, 0, 0, 1, 7]), "12"],
    [Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 7]), "8"],
  ];
  for (const [body, status] of bodies) {
    const stream = openCall(session, "/test.Echo/Echo");
    stream.end(body);
    expect(await readReply(stream)).toMatchObject({ status, messages: [] });
  }
  expect(await call(session, "/test.Echo/Echo", Buffer.of(5))).toMatchObject({ status: "0" });
});

test("what is not gRPC is answered 415", async () => {
  const stream = openCall(session, "/test.Echo/Echo", { "content-type": "application/json" });
  stream.end("{}");
  expect((await readReply(stream)).httpStatus).toBe(415);
});

test("streams messages, each in its frame, then the status", async () => {
  const reply = await call(session, "/test.Echo/Count", Buffer.of(3));
  expect(reply).toMatchObject({ status: "0", messages: [Buffer.of(0), Buffer.of(1), Buffer.of(2)] });
  expect(await call(session, "/test.Echo/Count", Buffer.of(0))).toMatchObject({ status: "0", messages: [] });
  const failed = await call(session, "/test.Echo/CountAndFail", Buffer.alloc(0));
  expect(failed).toMatchObject({ status: "14", message: "enough", messages: [Buffer.of(1)] });
  const large = await call(session, "/test.Echo/Large", Buffer.alloc(0));
  expect(large.messages.map((message) => message.byteLength)).toEqual(Array(8).fill(4 * 1024 * 1024));
});

test("a deadline that passes is answered, and aborts the work", async () => {
  const reply = await call(session, "/test.Echo/Never", Buffer.alloc(0), { "grpc-timeout": "50m" });
  expect(reply.status).toBe("4");
  expect(await aborted).toMatchObject({ code: grpcCode.deadlineExceeded });
});

test("a call that the client cancels aborts the work", async () => {
  const stream = openCall(session, "/test.Echo/Never");
  stream.end(writeFrame(Buffer.alloc(0)));
  await call(session, "/test.Echo/Echo", Buffer.alloc(0));
  stream.close();
  expect(await aborted).toMatchObject({ code: grpcCode.cancelled });
});

test("closing aborts the work in flight and still sends its answers", async () => {
  const reply = call(session, "/test.Echo/UntilStopped", Buffer.alloc(0));
  await call(session, "/test.Echo/Echo", Buffer.alloc(0));
  const gone = once(session, "close");
  await grpc.close();
  expect(await reply).toMatchObject({ status: "0", messages: [Buffer.from("partial")] });
  await gone;
});

test("closing with no connection resolves", async () => {
  await new GrpcServer({}).close();
});
