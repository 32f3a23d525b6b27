import { describe, expect, test } from "vitest";
import { ConnectionError, errorCode } from "./error";
import { clientPreface, frame, frameFlag, frameType, resetStreamFrame, windowUpdateFrame } from "./frame";
import { encodeHeaders } from "./hpack-encode";
import {
  data,
  dataOf,
  headers,
  headersOf,
  ping,
  request,
  requestBlock,
  settings,
  TestPeer,
} from "./test-peer";

const { ack, endHeaders, endStream, padded, priority } = frameFlag;
const begin = [clientPreface, settings()];
const ok = encodeHeaders({ ":status": "200" });
const trailers = encodeHeaders({ "grpc-status": "0" });

const initialWindow = (size: number): Buffer => {
  const payload = Buffer.from([0, 4, 0, 0, 0, 0]);
  payload.writeUInt32BE(size, 2);
  return settings(...payload);
};

const requestWith = (fields: Readonly<Record<string, string>>): Buffer =>
  Buffer.concat([requestBlock, encodeHeaders(fields)]);

test("says its settings first, and acknowledges those of the peer and its pings", () => {
  const peer = new TestPeer();
  const [first, window, ...others] = peer.take();
  expect(first).toMatchObject({ type: frameType.settings, flags: 0, streamId: 0 });
  expect(window?.payload.readUInt32BE(0)).toBe(2 ** 31 - 1 - 65_535);
  expect(others).toEqual([]);
  peer.send(
    ...begin,
    ping,
    frame(frameType.ping, ack, 0, Buffer.alloc(8)),
    frame(frameType.settings, ack, 0, Buffer.alloc(0)),
  );
  expect(peer.take()).toEqual([
    { type: frameType.settings, flags: ack, streamId: 0, payload: Buffer.alloc(0) },
    { type: frameType.ping, flags: ack, streamId: 0, payload: Buffer.from("12345678") },
  ]);
});

test("a request comes through, however its bytes are split", () => {
  const bytes = Buffer.concat([
    ...begin,
    headers(1, 0, requestBlock.subarray(0, 10)),
    frame(frameType.continuation, 0, 1, requestBlock.subarray(10, 11)),
    frame(frameType.continuation, endHeaders, 1, requestBlock.subarray(11)),
    frame(99, 255, 1, Buffer.from("unknown")),
    data(1, "\u0003hel\0\0\0", padded),
    frame(frameType.priority, 0, 3, Buffer.alloc(5)),
    data(1, "lo", endStream),
  ]);
  for (let at = 0; at <= bytes.byteLength; at++) {
    const peer = new TestPeer();
    peer.connection.receive(bytes.subarray(0, at));
    peer.connection.receive(bytes.subarray(at));
    expect(peer.requests).toMatchObject([{ body: "hello", isComplete: true, isLost: false }]);
  }
});

test("headers may be padded and have a priority; trailers end a request", () => {
  const peer = TestPeer.ready();
  const block = Buffer.concat([Buffer.of(2, 0, 0, 0, 0, 16), requestBlock, Buffer.alloc(2)]);
  peer.send(
    headers(1, endHeaders | padded | priority, block),
    data(1, "x"),
    headers(1, endHeaders | endStream, encodeHeaders({ "x-checksum": "1" })),
  );
  expect(peer.requests).toMatchObject([{ body: "x", isComplete: true }]);
  expect(peer.take()).toEqual([]);
});

test("an answer is headers, data and trailers, and then the stream is over", () => {
  const peer = TestPeer.ready();
  peer.send(request(1), request(3));
  peer.requests[0]?.stream.send({ headers: ok, data: Buffer.from("hello"), trailers });
  peer.requests[1]?.stream.send({ trailers: ok });
  peer.requests[1]?.stream.send({ data: Buffer.from("late") });
  const frames = peer.take();
  expect(frames.map(({ type, flags, streamId }) => [type, flags, streamId])).toEqual([
    [frameType.headers, endHeaders, 1],
    [frameType.data, 0, 1],
    [frameType.headers, endHeaders | endStream, 1],
    [frameType.headers, endHeaders | endStream, 3],
  ]);
  expect(headersOf(frames, 1)).toEqual([":status: 200", "grpc-status: 0"]);
  peer.send(windowUpdateFrame(1, 5), resetStreamFrame(3, errorCode.cancel), ping);
  expect(peer.take()).toHaveLength(1);
  expect(peer.requests.map(({ isLost }) => isLost)).toEqual([false, false]);
});

test("an answer before the request's end lets the peer stop; what is on its way is ignored", () => {
  const peer = TestPeer.ready();
  peer.send(headers(1));
  peer.requests[0]?.stream.send({ trailers: ok });
  const [, reset] = peer.take();
  expect(reset).toEqual({
    type: frameType.resetStream,
    flags: 0,
    streamId: 1,
    payload: Buffer.of(0, 0, 0, errorCode.noError),
  });
  peer.send(data(1, "more"), data(1, "last", endStream), ping);
  expect(peer.take()).toMatchObject([{ type: frameType.ping }]);
  expect(peer.requests).toMatchObject([{ body: "", isComplete: false }]);
});

test("trailers that do not fit one frame go on in others", () => {
  const peer = TestPeer.ready();
  peer.send(request(1));
  peer.requests[0]?.stream.send({ trailers: encodeHeaders({ "grpc-message": "x".repeat(40_000) }) });
  const frames = peer.take();
  expect(frames.map(({ type, flags }) => [type, flags])).toEqual([
    [frameType.headers, endStream],
    [frameType.continuation, 0],
    [frameType.continuation, endHeaders],
  ]);
  expect(headersOf(frames, 1)).toEqual([`grpc-message: ${"x".repeat(40_000)}`]);
});

test("a peer with a smaller table is told once that none is used", () => {
  const peer = TestPeer.ready();
  peer.send(settings(0, 1, 0, 0, 0, 0), request(1), request(3));
  peer.take();
  for (const { stream } of peer.requests) stream.send({ trailers: ok });
  expect(peer.take().map(({ payload }) => payload)).toEqual([Buffer.concat([Buffer.of(0x20), ok]), ok]);
});

describe("windows", () => {
  const body = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));

  test("an answer waits for the connection's window and for the stream's", () => {
    const peer = TestPeer.ready();
    peer.send(request(1));
    peer.requests[0]?.stream.send({ headers: ok, data: body, trailers });
    const first = dataOf(peer.take(), 1);
    expect(first.byteLength).toBe(65_535);
    peer.send(windowUpdateFrame(0, 100_000));
    expect(peer.take()).toEqual([]);
    peer.send(windowUpdateFrame(1, 10));
    const second = dataOf(peer.take(), 1);
    expect(second.byteLength).toBe(10);
    peer.send(windowUpdateFrame(1, 100_000));
    const last = peer.take();
    expect(Buffer.concat([first, second, dataOf(last, 1)])).toEqual(body);
    expect(last.at(-1)).toMatchObject({ type: frameType.headers, flags: endHeaders | endStream });
  });

  test("an answer comes through a window of one byte", () => {
    const peer = TestPeer.ready();
    peer.send(initialWindow(1), request(1));
    peer.take();
    const some = body.subarray(0, 300);
    peer.requests[0]?.stream.send({ headers: ok, data: some, trailers });
    const received: Buffer[] = [];
    for (let frames = peer.take(); ; peer.send(windowUpdateFrame(1, 1)), frames = peer.take()) {
      received.push(dataOf(frames, 1));
      if (frames.some(({ flags, type }) => type === frameType.headers && flags & endStream)) break;
      expect(received.at(-1)).toHaveLength(1);
    }
    expect(Buffer.concat(received)).toEqual(some);
  });

  test("a window that settings make negative has to be made up for", () => {
    const peer = TestPeer.ready();
    peer.send(initialWindow(1000), request(1));
    peer.take();
    peer.requests[0]?.stream.send({ headers: ok, data: body.subarray(0, 2000), trailers });
    expect(dataOf(peer.take(), 1)).toHaveLength(1000);
    peer.send(initialWindow(100), windowUpdateFrame(1, 900));
    expect(dataOf(peer.take(), 1)).toHaveLength(0);
    peer.send(windowUpdateFrame(1, 1));
    expect(dataOf(peer.take(), 1)).toHaveLength(1);
    peer.send(initialWindow(2000));
    expect(dataOf(peer.take(), 1)).toHaveLength(999);
  });

  test("an answer that waits keeps no other waiting", () => {
    const peer = TestPeer.ready();
    peer.send(windowUpdateFrame(0, 100_000), request(1), request(3));
    const [large, small] = peer.requests;
    large?.stream.send({ headers: ok, data: body, trailers });
    small?.stream.send({ headers: ok, data: Buffer.from("small"), trailers });
    const frames = peer.take();
    expect(dataOf(frames, 1)).toHaveLength(65_535);
    expect(dataOf(frames, 3)).toEqual(Buffer.from("small"));
  });

  test("data waits while the sink is full", async () => {
    const peer = TestPeer.ready();
    peer.send(request(1));
    const stream = peer.requests[0]?.stream;
    peer.isFull = true;
    stream?.send({ headers: ok, data: Buffer.from("hello") });
    expect(dataOf(peer.take(), 1)).toHaveLength(0);
    const sent = stream?.sent();
    peer.isFull = false;
    peer.connection.resume();
    await sent;
    expect(dataOf(peer.take(), 1)).toEqual(Buffer.from("hello"));
    expect(stream?.sent()).toBeUndefined();
  });

  test("what waits is dropped when the peer gives up", async () => {
    const peer = TestPeer.ready();
    peer.send(request(1));
    const [seen] = peer.requests;
    seen?.stream.send({ headers: ok, data: body });
    const sent = seen?.stream.sent();
    peer.take();
    peer.send(
      resetStreamFrame(1, errorCode.cancel),
      windowUpdateFrame(0, 100_000),
      windowUpdateFrame(1, 100_000),
    );
    await sent;
    expect(seen).toMatchObject({ isLost: true });
    seen?.stream.send({ trailers });
    expect(peer.take()).toEqual([]);
  });

  test("the peer is allowed more when half is used, padding and what is ignored included", () => {
    const peer = TestPeer.ready({ receiveWindow: 70_000 });
    peer.send(headers(1), headers(3));
    const updates = () =>
      peer.take().map(({ type, streamId, payload }) => [type, streamId, payload.readUInt32BE(0)]);
    peer.send(
      data(1, Buffer.alloc(10_000)),
      data(3, Buffer.alloc(15_000, 9), padded),
      data(1, Buffer.alloc(9999)),
    );
    expect(updates()).toEqual([]);
    peer.requests[1]?.stream.send({ trailers: ok });
    peer.take();
    peer.send(data(3, "x"));
    expect(updates()).toEqual([[frameType.windowUpdate, 0, 35_000]]);
    peer.send(data(1, Buffer.alloc(15_001)));
    expect(updates()).toEqual([[frameType.windowUpdate, 1, 35_000]]);
  });
});

const P = errorCode.protocolError;
const S = errorCode.frameSizeError;
const F = errorCode.flowControlError;
const C = errorCode.compressionError;

const violations: [string, Buffer[], number][] = [
  ["HTTP/1", [Buffer.from("GET / HTTP/1.1\r\n\r\n")], P],
  ["a preface with a flaw", [Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\r")], P],
  ["no settings", [clientPreface, ping], P],
  ["settings that only acknowledge", [clientPreface, frame(frameType.settings, ack, 0, Buffer.alloc(0))], P],
  ["a setting that is not whole", [...begin, settings(0, 1, 0, 0, 0)], S],
  ["an acknowledgement with settings", [...begin, frame(frameType.settings, ack, 0, Buffer.alloc(6))], S],
  ["settings of a stream", [...begin, frame(frameType.settings, 0, 1, Buffer.alloc(0))], P],
  ["ENABLE_PUSH of 2", [...begin, settings(0, 2, 0, 0, 0, 2)], P],
  ["INITIAL_WINDOW_SIZE of 2^31", [...begin, initialWindow(2 ** 31)], F],
  ["MAX_FRAME_SIZE of 16,383", [...begin, settings(0, 5, 0, 0, 0x3f, 0xff)], P],
  ["MAX_FRAME_SIZE of 2^24", [...begin, settings(0, 5, 1, 0, 0, 0)], P],
  ["a frame that is too large", [...begin, headers(1), data(1, Buffer.alloc(16_385))], S],
  ["a ping of 7 bytes", [...begin, frame(frameType.ping, 0, 0, Buffer.alloc(7))], S],
  ["a ping on a stream", [...begin, frame(frameType.ping, 0, 1, Buffer.alloc(8))], P],
  ["GOAWAY of 7 bytes", [...begin, frame(frameType.goAway, 0, 0, Buffer.alloc(7))], S],
  ["GOAWAY on a stream", [...begin, frame(frameType.goAway, 0, 1, Buffer.alloc(8))], P],
  ["PUSH_PROMISE", [...begin, headers(1), frame(frameType.pushPromise, endHeaders, 1, Buffer.alloc(4))], P],
  ["DATA on no stream", [...begin, data(0, "x")], P],
  ["DATA on a stream that has not begun", [...begin, data(1, "x")], P],
  ["DATA on a stream that was passed over", [...begin, headers(3), data(1, "x")], errorCode.streamClosed],
  [
    "DATA behind a reset",
    [...begin, headers(1), resetStreamFrame(1, 8), data(1, "x")],
    errorCode.streamClosed,
  ],
  ["padding of the whole frame", [...begin, headers(1), data(1, "\u0002x", padded)], P],
  ["no length of the padding", [...begin, headers(1), data(1, "", padded)], P],
  ["HEADERS on no stream", [...begin, headers(0)], P],
  ["HEADERS on an even stream", [...begin, headers(2)], P],
  ["HEADERS on an older stream", [...begin, request(3), request(1)], errorCode.streamClosed],
  ["HEADERS without room for a priority", [...begin, headers(1, endHeaders | priority, Buffer.alloc(4))], S],
  ["padded HEADERS without content", [...begin, headers(1, endHeaders | padded, Buffer.of(9))], P],
  ["a header block that cannot be read", [...begin, headers(1, endHeaders, Buffer.of(0x80))], C],
  ["trailers that cannot be read", [...begin, headers(1), headers(1, 5, Buffer.of(0xff))], C],
  ["a header block that is interrupted", [...begin, headers(1, 0), ping], P],
  ["an unknown frame in a header block", [...begin, headers(1, 0), frame(99, 0, 1, Buffer.alloc(0))], P],
  [
    "a header block that goes on elsewhere",
    [...begin, headers(1, 0), frame(9, endHeaders, 3, Buffer.alloc(0))],
    P,
  ],
  ["CONTINUATION of nothing", [...begin, headers(1), frame(9, endHeaders, 1, Buffer.alloc(0))], P],
  [
    "a flood of CONTINUATION",
    [...begin, headers(1, 0), ...Array.from({ length: 64 }, () => frame(9, 0, 1, Buffer.alloc(0)))],
    errorCode.enhanceYourCalm,
  ],
  [
    "a header block that is too large",
    [...begin, headers(1, 0), ...Array.from({ length: 5 }, () => frame(9, 0, 1, Buffer.alloc(16_384)))],
    errorCode.enhanceYourCalm,
  ],
  ["PRIORITY on no stream", [...begin, frame(frameType.priority, 0, 0, Buffer.alloc(5))], P],
  [
    "PRIORITY of 4 bytes, of what has not begun",
    [...begin, frame(frameType.priority, 0, 1, Buffer.alloc(4))],
    S,
  ],
  ["RST_STREAM on no stream", [...begin, frame(frameType.resetStream, 0, 0, Buffer.alloc(4))], P],
  ["RST_STREAM of 3 bytes", [...begin, headers(1), frame(frameType.resetStream, 0, 1, Buffer.alloc(3))], S],
  ["RST_STREAM of what has not begun", [...begin, resetStreamFrame(1, 8)], P],
  ["WINDOW_UPDATE of 3 bytes", [...begin, frame(frameType.windowUpdate, 0, 0, Buffer.alloc(3))], S],
  ["WINDOW_UPDATE by 0", [...begin, windowUpdateFrame(0, 0)], P],
  ["WINDOW_UPDATE of what has not begun", [...begin, windowUpdateFrame(1, 1)], P],
  ["WINDOW_UPDATE of an even stream", [...begin, request(3), windowUpdateFrame(2, 1)], P],
  ["a connection's window beyond the largest", [...begin, windowUpdateFrame(0, 2 ** 31 - 65_535)], F],
  [
    "streams' windows beyond the largest by settings",
    [...begin, headers(1), windowUpdateFrame(1, 2 ** 31 - 65_536), initialWindow(65_536)],
    F,
  ],
];

test.each(violations)("%s ends the connection", (_name, frames, code) => {
  const bytes = Buffer.concat(frames);
  for (const size of [bytes.byteLength, 1]) {
    const peer = new TestPeer();
    for (let at = 0; at < bytes.byteLength; at += size)
      peer.connection.receive(bytes.subarray(at, at + size));
    peer.send(ping, request(101));
    const last = peer.take().at(-1);
    expect(last).toMatchObject({ type: frameType.goAway, streamId: 0 });
    expect(last?.payload.readUInt32BE(4)).toBe(code);
    expect(peer.ended).toBe("now");
    expect(peer.failures).toEqual([expect.any(ConnectionError)]);
    expect(peer.requests.every(({ isLost, isComplete }) => isLost || isComplete)).toBe(true);
  }
});

const streamErrors: [string, Buffer[], number][] = [
  ["HEADERS behind the request's end", [request(1), request(1)], errorCode.streamClosed],
  ["DATA behind the request's end", [request(1), data(1, "x")], errorCode.streamClosed],
  ["trailers that end nothing", [headers(1), headers(1)], P],
  ["trailers with a path", [headers(1), headers(1, 5)], P],
  ["WINDOW_UPDATE by 0", [headers(1), windowUpdateFrame(1, 0)], P],
  ["a window beyond the largest", [headers(1), windowUpdateFrame(1, 2 ** 31 - 1)], F],
  ["PRIORITY of 4 bytes", [headers(1), frame(frameType.priority, 0, 1, Buffer.alloc(4))], S],
  ["no path", [headers(1, endHeaders, encodeHeaders({ ":method": "POST", ":scheme": "http" }))], P],
  [
    "an empty path",
    [headers(1, endHeaders, encodeHeaders({ ":method": "POST", ":scheme": "http", ":path": "" }))],
    P,
  ],
  ["no headers", [headers(1, endHeaders, Buffer.alloc(0))], P],
  ["a name in upper case", [headers(1, endHeaders, requestWith({ "X-Name": "1" }))], P],
  ["a name without letters", [headers(1, endHeaders, requestWith({ "": "1" }))], P],
  ["a value of two lines", [headers(1, endHeaders, requestWith({ "x-name": "a\r\nb" }))], P],
  ["a value that ends with a space", [headers(1, endHeaders, requestWith({ "x-name": "a " }))], P],
  ["a path twice", [headers(1, endHeaders, Buffer.concat([Buffer.of(0x84), requestBlock]))], P],
  ["a path behind other headers", [headers(1, endHeaders, requestWith({ ":authority": "localhost" }))], P],
  ["a status", [headers(1, endHeaders, Buffer.concat([Buffer.of(0x88), requestBlock]))], P],
  ["connection", [headers(1, endHeaders, requestWith({ connection: "close" }))], P],
  ["te: gzip", [headers(1, endHeaders, requestWith({ te: "gzip" }))], P],
  ["content-length of letters", [headers(1, endHeaders, requestWith({ "content-length": "x" }))], P],
  [
    "less than content-length",
    [headers(1, endHeaders, requestWith({ "content-length": "3" })), data(1, "xy", endStream)],
    P,
  ],
  [
    "more than content-length",
    [headers(1, endHeaders, requestWith({ "content-length": "1" })), data(1, "xy")],
    P,
  ],
  [
    "too many headers",
    [
      headers(
        1,
        endHeaders,
        Buffer.concat([
          requestBlock,
          Buffer.from([0x40, 1, 97, 0x7f, 0xa1, 0x1d]),
          Buffer.alloc(3872, 97),
          Buffer.alloc(99, 0xbe),
        ]),
      ),
    ],
    errorCode.enhanceYourCalm,
  ],
];

test.each(streamErrors)("%s ends the stream, and not the connection", (_name, frames, code) => {
  const peer = TestPeer.ready();
  peer.send(...frames, request(3), ping);
  const resets = peer.take().filter(({ type }) => type === frameType.resetStream);
  expect(resets).toMatchObject([{ streamId: 1, payload: Buffer.of(0, 0, 0, code) }]);
  const [first, second] = peer.requests;
  expect(peer.requests.at(-1)).toMatchObject({ isComplete: true, isLost: false });
  if (second !== undefined) expect(first).toMatchObject({ isLost: true });
  expect(peer.ended).toBeUndefined();
});

test("data beyond the window that was allowed ends the stream, or all", () => {
  const small = TestPeer.ready({ receiveWindow: 100 });
  small.send(headers(1), data(1, Buffer.alloc(101)), request(3));
  expect(small.take()).toMatchObject([{ type: frameType.resetStream, payload: Buffer.of(0, 0, 0, F) }]);
  expect(small.ended).toBeUndefined();
  const frames = [headers(1), headers(3), headers(5)];
  const half = Buffer.alloc(16_384);
  const all = TestPeer.ready({ receiveWindow: 100 });
  all.send(...frames, data(1, half), data(3, half));
  // What was refused counts, and is allowed anew.
  expect(all.take().filter(({ type }) => type === frameType.windowUpdate)).toMatchObject([{ streamId: 0 }]);
});

test("no more streams are open at once than are allowed", () => {
  const peer = TestPeer.ready({ mostStreams: 2 });
  peer.send(request(1), request(3), request(5));
  expect(peer.take()).toMatchObject([
    { type: frameType.resetStream, streamId: 5, payload: Buffer.of(0, 0, 0, errorCode.refusedStream) },
  ]);
  peer.requests[0]?.stream.send({ trailers: ok });
  peer.send(request(7));
  expect(peer.requests).toHaveLength(3);
});

test("a thousand streams at once are answered", () => {
  const peer = TestPeer.ready();
  const ids = Array.from({ length: 1000 }, (_, index) => index * 2 + 1);
  peer.send(...ids.map((id) => headers(id)), ...ids.map((id) => data(id, `body ${id}`, endStream)));
  for (const { stream, body } of peer.requests.toReversed()) {
    stream.send({ headers: ok, data: Buffer.from(body), trailers });
  }
  const frames = peer.take();
  expect(ids.map((id) => dataOf(frames, id).toString())).toEqual(ids.map((id) => `body ${id}`));
});

test.each([
  ["ping", ping],
  ["request", request(1)],
])("a peer that asks on and does not read is sent away: a %s", (_what, asked) => {
  const peer = TestPeer.ready();
  peer.isStuck = true;
  peer.send(asked);
  expect(peer.take().at(-1)?.payload.readUInt32BE(4)).toBe(errorCode.enhanceYourCalm);
  expect(peer.ended).toBe("now");
});

test("an error of this side ends the connection as one", () => {
  const peer = TestPeer.ready({
    accept: () => {
      throw new TypeError("no such thing");
    },
  });
  peer.send(request(1));
  expect(peer.take().at(-1)?.payload.readUInt32BE(4)).toBe(errorCode.internalError);
  expect(peer.failures).toEqual([expect.any(TypeError)]);
});

test("closing refuses what is new, lets what is open end, and then ends", () => {
  const peer = TestPeer.ready();
  peer.send(request(1), headers(3));
  peer.connection.close();
  peer.connection.close();
  expect(peer.take()).toMatchObject([
    { type: frameType.goAway, payload: Buffer.of(0, 0, 0, 3, 0, 0, 0, errorCode.noError) },
  ]);
  peer.send(request(5));
  expect(peer.take()).toMatchObject([{ type: frameType.resetStream, streamId: 5 }]);
  peer.requests[0]?.stream.send({ trailers: ok });
  expect(peer.ended).toBeUndefined();
  peer.send(resetStreamFrame(3, errorCode.cancel));
  expect(peer.ended).toBe("when sent");
  expect(peer.requests.map(({ isLost }) => isLost)).toEqual([false, true]);
});

test("closing what is idle ends it at once; when the peer is gone, what is open is lost", () => {
  const idle = TestPeer.ready();
  idle.connection.close();
  expect(idle.ended).toBe("when sent");
  const peer = TestPeer.ready();
  peer.send(request(1));
  peer.connection.lost();
  peer.requests[0]?.stream.send({ trailers: ok });
  expect(peer.requests).toMatchObject([{ isLost: true }]);
  expect(peer.take()).toEqual([]);
});
