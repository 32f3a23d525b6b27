import { Connection, type ConnectionOptions, type ConnectionSink } from "./connection";
import { clientPreface, frame, frameFlag, frameType } from "./frame";
import { FrameReader } from "./frame-reader";
import { HpackDecoder } from "./hpack-decode";
import { encodeHeaders } from "./hpack-encode";
import type { RequestListener, Stream } from "./stream";

/** A frame as a client sees it. For tests only. */
export interface SeenFrame {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly payload: Buffer;
}

export const settings = (...payload: readonly number[]): Buffer =>
  frame(frameType.settings, 0, 0, Buffer.from(payload));

export const ping = frame(frameType.ping, 0, 0, Buffer.from("12345678"));

export const requestBlock = encodeHeaders({
  ":method": "POST",
  ":scheme": "http",
  ":path": "/test.Echo/Echo",
  "content-type": "application/grpc",
  te: "trailers",
});

const whole = frameFlag.endHeaders | frameFlag.endStream;

/** The headers of a request, with a body to come unless `flags` say otherwise. */
export const headers = (
  streamId: number,
  flags: number = frameFlag.endHeaders,
  block: Uint8Array = requestBlock,
): Buffer => frame(frameType.headers, flags, streamId, block);

/** A request without a body. */
export const request = (streamId: number): Buffer => headers(streamId, whole);

export const data = (streamId: number, text: string | Buffer, flags = 0): Buffer =>
  frame(frameType.data, flags, streamId, Buffer.from(text));

/** A request that has come, as far as it has. */
export class SeenRequest implements RequestListener {
  body = "";
  isComplete = false;
  isLost = false;

  constructor(readonly stream: Stream) {}

  onData(bytes: Buffer): void {
    this.body += bytes.toString("latin1");
  }

  onEnd(): void {
    this.isComplete = true;
  }

  onLost(): void {
    this.isLost = true;
  }
}

/** A client that says whatever it is told to, byte by byte, and a connection that serves it, without a socket. */
export class TestPeer implements ConnectionSink {
  readonly connection: Connection;
  readonly requests: SeenRequest[] = [];
  readonly failures: unknown[] = [];
  /** How the connection was ended. */
  ended: "when sent" | "now" | undefined;
  isFull = false;
  isStuck = false;
  readonly #written: Buffer[] = [];

  constructor(options: Partial<Pick<ConnectionOptions, "accept" | "receiveWindow" | "mostStreams">> = {}) {
    this.connection = new Connection({
      accept: (stream) => {
        const seen = new SeenRequest(stream);
        this.requests.push(seen);
        return seen;
      },
      failed: (error) => this.failures.push(error),
      ...options,
      sink: this,
    });
  }

  /** One that has said and heard what comes first. */
  static ready(options: ConstructorParameters<typeof TestPeer>[0] = {}): TestPeer {
    const peer = new TestPeer(options);
    peer.send(clientPreface, settings());
    peer.take();
    return peer;
  }

  write(bytes: Uint8Array): void {
    if (this.ended !== undefined) throw new Error("something is written after the end");
    this.#written.push(Buffer.from(bytes));
  }

  end(how: "when sent" | "now"): void {
    if (this.ended !== undefined) throw new Error("ended twice");
    this.ended = how;
  }

  send(...bytes: readonly Buffer[]): void {
    this.connection.receive(Buffer.concat(bytes));
  }

  /** The frames that have come since the last time. */
  take(): SeenFrame[] {
    const seen: SeenFrame[] = [];
    const reader = new FrameReader({
      onFrame: (type, flags, streamId, payload) => seen.push({ type, flags, streamId, payload }),
    });
    reader.read(Buffer.concat(this.#written.splice(0)));
    return seen;
  }
}

/** The data of one stream, out of frames. */
export const dataOf = (frames: readonly SeenFrame[], streamId: number): Buffer =>
  Buffer.concat(
    frames
      .filter((seen) => seen.type === frameType.data && seen.streamId === streamId)
      .map(({ payload }) => payload),
  );

/** The header blocks of one stream, read. */
export function headersOf(frames: readonly SeenFrame[], streamId: number): string[] {
  const fields: string[] = [];
  const blocks = frames.filter(
    ({ type, streamId: id }) =>
      id === streamId && (type === frameType.headers || type === frameType.continuation),
  );
  new HpackDecoder().decode(Buffer.concat(blocks.map(({ payload }) => payload)), ({ name, value }) =>
    fields.push(`${name}: ${value}`),
  );
  return fields;
}
