import { ConnectionError, errorCode, StreamError } from "./error";
import { clientPreface, frameFlag, frameType, goAwayFrame, pingAckFrame, resetStreamFrame } from "./frame";
import { type FrameHandler, FrameReader } from "./frame-reader";
import { HeaderBlock } from "./header-block";
import { HpackDecoder } from "./hpack-decode";
import { checkFrame, headerFragment, windowIncrement } from "./payload";
import { largestHeaderList, RequestHeadReader } from "./request-head";
import { type RequestOptions, Requests } from "./requests";
import { type FrameSink, Sender } from "./sender";
import { largestWindow, readSettings, setting, settingsAck, settingsFrame } from "./settings";

export interface ConnectionSink extends FrameSink {
  /** Whether so much waits that the peer cannot mean to read it. */
  readonly isStuck: boolean;
  /** Nothing is written any more: ends once all is sent, or without waiting for that. */
  end(how: "when sent" | "now"): void;
}

export interface ConnectionOptions extends Pick<RequestOptions, "accept"> {
  readonly sink: ConnectionSink;
  /** Called when the peer has broken the protocol; the connection is ended already. */
  readonly failed: (error: unknown) => void;
  /** As large as windows can be unless it is given: the peer is one trusted process, and never should have to wait. */
  readonly receiveWindow?: number;
  readonly mostStreams?: number;
}

const manyStreams = 10_000;

/** The server's side of one HTTP/2 connection (RFC 9113), from the bytes that come to the frames that go. */
export class Connection implements FrameHandler {
  readonly #sink: ConnectionSink;
  readonly #failed: (error: unknown) => void;
  readonly #reader = new FrameReader(this);
  readonly #hpack = new HpackDecoder();
  readonly #sender: Sender;
  readonly #requests: Requests;
  #prefaceRead = 0;
  #hasSettings = false;
  #headerBlock: HeaderBlock | undefined;
  #state: "open" | "closing" | "over" = "open";

  /** Sends what a server says first. */
  constructor(options: ConnectionOptions) {
    const { sink, accept, failed, receiveWindow = largestWindow, mostStreams = manyStreams } = options;
    this.#sink = sink;
    this.#failed = failed;
    sink.write(
      settingsFrame([
        [setting.maxConcurrentStreams, mostStreams],
        [setting.initialWindowSize, receiveWindow],
        [setting.maxHeaderListSize, largestHeaderList],
      ]),
    );
    this.#sender = new Sender(sink);
    this.#requests = new Requests({ accept, receiveWindow, mostStreams }, sink, this.#sender, () =>
      this.#endWhenIdle(),
    );
  }

  /** Takes in what the peer has sent. Never throws. */
  receive(chunk: Buffer): void {
    if (this.#state === "over") return;
    try {
      const rest = this.#prefaceRead < clientPreface.byteLength ? this.#readPreface(chunk) : chunk;
      this.#reader.read(rest);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** To be called when the sink is not full any more. */
  resume(): void {
    this.#sender.resume();
  }

  /** Accepts no more requests, and ends when those that are open are answered. */
  close(): void {
    if (this.#state !== "open") return;
    this.#state = "closing";
    this.#requests.close();
    this.#sink.write(goAwayFrame(this.#requests.streams.last, errorCode.noError));
    this.#endWhenIdle();
  }

  /** To be called when the peer is gone. */
  lost(): void {
    this.#state = "over";
    this.#requests.streams.endAll();
  }

  onFrame(type: number, flags: number, streamId: number, payload: Buffer): void {
    if (this.#state === "over") return;
    this.#checkOrder(type, flags, streamId);
    try {
      checkFrame(type, flags, streamId, payload.byteLength);
      this.#handle(type, flags, streamId, payload);
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      this.#reset(streamId, error);
    }
  }

  #readPreface(chunk: Buffer): Buffer {
    const length = Math.min(chunk.byteLength, clientPreface.byteLength - this.#prefaceRead);
    const expected = clientPreface.subarray(this.#prefaceRead, this.#prefaceRead + length);
    if (!expected.equals(chunk.subarray(0, length))) throw wrong("the peer does not speak HTTP/2");
    this.#prefaceRead += length;
    return chunk.subarray(length);
  }

  #checkOrder(type: number, flags: number, streamId: number): void {
    if (!this.#hasSettings && (type !== frameType.settings || flags & frameFlag.ack)) {
      throw wrong("settings do not come first");
    }
    const block = this.#headerBlock;
    if (
      (type === frameType.continuation) !== (block !== undefined) ||
      (block && block.streamId !== streamId)
    ) {
      throw wrong("a header block is interrupted, or goes on without having begun");
    }
  }

  #handle(type: number, flags: number, streamId: number, payload: Buffer): void {
    switch (type) {
      case frameType.data:
        this.#requests.onData(flags, streamId, payload);
        break;
      case frameType.headers:
        this.#headerBlock = new HeaderBlock(streamId, (flags & frameFlag.endStream) !== 0);
        this.#onHeaderPart(flags, this.#headerBlock, headerFragment(flags, payload));
        break;
      case frameType.continuation:
        if (this.#headerBlock) this.#onHeaderPart(flags, this.#headerBlock, payload);
        break;
      case frameType.resetStream:
        this.#requests.onReset(streamId);
        break;
      case frameType.settings:
        if ((flags & frameFlag.ack) === 0) this.#onSettings(payload);
        break;
      case frameType.ping:
        if ((flags & frameFlag.ack) === 0) this.#reply(pingAckFrame(payload));
        break;
      case frameType.windowUpdate:
        this.#requests.streams.expectBegun(streamId);
        this.#sender.enlarge(streamId, windowIncrement(streamId, payload));
        break;
    }
  }

  #onSettings(payload: Buffer): void {
    this.#hasSettings = true;
    this.#sender.apply(readSettings(payload));
    this.#reply(settingsAck);
  }

  #onHeaderPart(flags: number, block: HeaderBlock, part: Buffer): void {
    block.add(part);
    if ((flags & frameFlag.endHeaders) === 0) return;
    this.#headerBlock = undefined;
    this.#expectReader();
    const reader = new RequestHeadReader();
    this.#hpack.decode(block.bytes(), reader.add);
    this.#requests.onHeaders(block.streamId, block.isLast, reader);
  }

  #reset(streamId: number, { code, message }: StreamError): void {
    // There is nothing to reset of a stream that has not begun.
    if (streamId > this.#requests.streams.last) throw new ConnectionError(code, message);
    this.#reply(resetStreamFrame(streamId, code));
    this.#requests.drop(streamId);
  }

  #reply(bytes: Buffer): void {
    this.#expectReader();
    this.#sink.write(bytes);
  }

  /** Before what the peer could ask for without end. */
  #expectReader(): void {
    if (this.#sink.isStuck)
      throw new ConnectionError(errorCode.enhanceYourCalm, "the peer asks and does not read");
  }

  #endWhenIdle(): void {
    if (this.#state !== "closing" || this.#requests.streams.size > 0) return;
    this.#state = "over";
    this.#sink.end("when sent");
  }

  #fail(error: unknown): void {
    const code = error instanceof ConnectionError ? error.code : errorCode.internalError;
    this.#state = "over";
    this.#requests.streams.endAll();
    this.#sink.write(goAwayFrame(this.#requests.streams.last, code));
    this.#sink.end("now");
    this.#failed(error);
  }
}

const wrong = (message: string) => new ConnectionError(errorCode.protocolError, message);
