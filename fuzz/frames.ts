import assert from "node:assert/strict";
import fc from "fast-check";
import { GrpcCall } from "../provider/goplugin/grpc-call";
import { writeFrame } from "../provider/goplugin/grpc-frame";
import type { StreamMethod, UnaryMethod } from "../provider/goplugin/grpc-method";
import { Connection, type ConnectionSink } from "../provider/goplugin/http2/connection";
import { ConnectionError } from "../provider/goplugin/http2/error";
import { clientPreface, frame, frameFlag, frameType } from "../provider/goplugin/http2/frame";
import { FrameReader } from "../provider/goplugin/http2/frame-reader";
import { encodeHeaders } from "../provider/goplugin/http2/hpack-encode";
import { setLogLevel } from "../provider/goplugin/log";
import { byteChanges, changeBytes } from "./mutate-bytes";
import type { Target } from "./target";

const block = encodeHeaders({
  ":method": "POST",
  ":scheme": "http",
  ":path": "/test.Echo/Echo",
  "content-type": "application/grpc",
  "grpc-timeout": "1H",
});
const settings = frame(frameType.settings, 0, 0, Buffer.from([0, 4, 0, 0, 0, 9]));
const begin = Buffer.concat([clientPreface, frame(frameType.settings, 0, 0, Buffer.alloc(0))]);

const streamId = fc.constantFrom(1, 1, 1, 3, 3, 5, 7, 0, 2);

const call = fc
  .tuple(streamId, fc.uint8Array({ maxLength: 30 }), fc.boolean())
  .map(([id, message, isSplit]) =>
    Buffer.concat([
      frame(
        frameType.headers,
        isSplit ? 0 : frameFlag.endHeaders,
        id,
        isSplit ? block.subarray(0, 9) : block,
      ),
      ...(isSplit ? [frame(frameType.continuation, frameFlag.endHeaders, id, block.subarray(9))] : []),
      frame(frameType.data, frameFlag.endStream, id, writeFrame(message)),
    ]),
  );

const payload = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.uint8Array({ minLength: 4, maxLength: 5 }),
  fc.constantFrom<Uint8Array>(block, writeFrame(Buffer.from("hello")), Buffer.alloc(8), Buffer.alloc(0)),
);

const someFrame = fc
  .tuple(
    fc.nat({ max: 11 }),
    fc.oneof(fc.constantFrom(0, 1, 4, 5, 8), fc.nat({ max: 255 })),
    streamId,
    payload,
  )
  .map(([type, flags, id, bytes]) => frame(type, flags, id, bytes));

const frames = fc
  .array(fc.oneof({ weight: 2, arbitrary: call }, someFrame, fc.constant(settings)), { maxLength: 12 })
  .map((each) => Buffer.concat(each));

const sent = fc.oneof(
  { weight: 5, arbitrary: frames.map((bytes) => Buffer.concat([begin, bytes])) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(frames, byteChanges)
      .map(([bytes, changes]) => Buffer.concat([begin, changeBytes(bytes, changes)])),
  },
  fc
    .tuple(frames, byteChanges)
    .map(([bytes, changes]) => changeBytes(Buffer.concat([begin, bytes]), changes)),
);

/** Counts what a connection says, and objects to what no client could read. */
class Reading implements ConnectionSink {
  isEnded = false;
  isFull = false;
  readonly isStuck = false;
  readonly #over = new Set<number>();
  readonly #reader = new FrameReader({
    onFrame: (type, flags, id) => {
      if (type !== frameType.data && type !== frameType.headers) return;
      assert(!this.#over.has(id), `stream ${id} is answered behind its end`);
      if (flags & frameFlag.endStream) this.#over.add(id);
    },
  });

  write(bytes: Uint8Array): void {
    assert(!this.isEnded, "something is written after the end");
    this.#reader.read(Buffer.from(bytes));
  }

  end(): void {
    assert(!this.isEnded, "the connection is ended twice");
    this.isEnded = true;
  }
}

const twice: StreamMethod = {
  async *stream(request) {
    yield request;
    yield request;
  },
};

const methods: readonly (UnaryMethod | StreamMethod)[] = [
  twice,
  (message) => message,
  async (message) => message,
];

const property = fc.asyncProperty(
  sent,
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
  fc.boolean(),
  async (bytes, sizes, isFull) => {
    const sink = new Reading();
    const calls = new Set<GrpcCall>();
    const failures: unknown[] = [];
    let answered = 0;
    const connection = new Connection({
      sink,
      accept: (stream, head) => {
        const made = new GrpcCall(stream, head, (one) => {
          answered++;
          calls.delete(one);
        });
        calls.add(made);
        made.start(() => methods[stream.id % methods.length] ?? twice);
        return made;
      },
      failed: (error) => failures.push(error),
      receiveWindow: 100,
      mostStreams: 3,
    });
    for (let at = 0, index = 0; at < bytes.byteLength; index++) {
      const end = at + (sizes[index % sizes.length] ?? 1);
      sink.isFull = isFull && index % 2 === 0;
      connection.receive(bytes.subarray(at, end));
      if (index % 3 === 0) await Promise.resolve();
      at = end;
    }
    sink.isFull = false;
    connection.resume();
    await new Promise(setImmediate);
    for (const failure of failures) assert(failure instanceof ConnectionError, String(failure));
    assert.equal(failures.length, sink.isEnded ? 1 : 0);
    connection.lost();
    assert.equal(calls.size, 0, `of ${answered + calls.size} calls ${calls.size} wait for nobody`);
  },
);

/** Frames, and nearly frames, in place of Terraform's, in whatever pieces. */
export const frameTargets: readonly Target[] = [
  {
    name: "frames",
    share: 30,
    lanes: 8,
    open: async () => {
      setLogLevel("off");
      return { property, close: async () => {} };
    },
  },
];
