import { ConnectionError, errorCode, StreamError } from "./error";
import {
  clientPreface,
  frameFlag,
  frameType,
  goAwayFrame,
  pingAckFrame,
  resetStreamFrame,
  windowUpdateFrame,
} from "./frame";
import { type FrameHandler, FrameReader } from "./frame-reader";
import { HeaderBlock } from "./header-block";
import { HpackDecoder } from "./hpack-decode";
import { checkFrame, headerFragment, unpad, windowIncrement } from "./payload";
import { ReceiveWindow } from "./receive-window";
import { largestHeaderList, type RequestHead, RequestHeadReader } from "./request-head";
import { type FrameSink, Sender } from "./sender";
import { defaultWindow, largestWindow, readSettings, setting, settingsAck, settingsFrame } from "./settings";
import { type RequestListener, Stream } from "./stream";
import { Streams } from "./streams";

export interface ConnectionSink extends FrameSink {
  /** Whether so much waits that the peer cannot mean to read it. */
  readonly isStuck: boolean;
  /** Nothing is written any more: ends once all is sent, or without waiting for that. */
  end(how: "when sent" | "now"): void;
}

export interface ConnectionOptions {
  readonly sink: ConnectionSink;
  /** Called for each request, when its headers have come. */
  readonly accept: (stream: Stream, head: RequestHead) => RequestListener;
  /** Called when the peer has broken the protocol; the connection is ended already. */
  readonly failed: (error: unknown) => void;
  /** Bytes that the peer may send on a stream, and on all together, before they were taken in. */
  readonly receiveWindow?: number;
  /** Streams that may be open at once. */
  readonly mostStreams?: number;
}

/** The server's side of one HTTP/2 connection (RFC 9113), from the bytes that come to the frames that go. */
export class Connection implements FrameHandler {
  readonly #options: ConnectionOptions;
  readonly #sink: ConnectionSink;
  readonly #reader = new FrameReader(this);
  readonly #hpack = new HpackDecoder();
  readonly #sender: Sender;
  readonly #receiveWindow: ReceiveWindow;
  readonly #mostStreams: number;
  readonly #windowSize: number;
  readonly #streams = new Streams();
  #prefaceRead = 0;
  #hasSettings = false;
  #headerBlock: HeaderBlock | undefined;
  #state: "open" | "closing" | "over" = "open";

  /** Sends what a server says first. */
  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#sink = options.sink;
    this.#sender = new Sender(options.sink);
    this.#windowSize = options.receiveWindow ?? largestWindow;
    this.#mostStreams = options.mostStreams ?? 10_000;
    // The connection's window cannot begin smaller than it does.
    const whole = Math.max(this.#windowSize, defaultWindow);
    this.#receiveWindow = new ReceiveWindow(whole);
    this.#sink.write(
      settingsFrame([
        [setting.maxConcurrentStreams, this.#mostStreams],
        [setting.initialWindowSize, this.#windowSize],
        [setting.maxHeaderListSize, largestHeaderList],
      ]),
    );
    if (whole > defaultWindow) this.#sink.write(windowUpdateFrame(0, whole - defaultWindow));
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
    this.#sink.write(goAwayFrame(this.#streams.last, errorCode.noError));
    this.#endWhenIdle();
  }

  /** To be called when the peer is gone. */
  lost(): void {
    this.#state = "over";
    this.#streams.endAll();
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
        this.#onData(flags, streamId, payload);
        break;
      case frameType.headers:
        this.#headerBlock = new HeaderBlock(streamId, (flags & frameFlag.endStream) !== 0);
        this.#onHeaderPart(flags, this.#headerBlock, headerFragment(flags, payload));
        break;
      case frameType.continuation:
        if (this.#headerBlock) this.#onHeaderPart(flags, this.#headerBlock, payload);
        break;
      case frameType.resetStream:
        this.#streams.reset(streamId);
        this.#endWhenIdle();
        break;
      case frameType.settings:
        if ((flags & frameFlag.ack) === 0) this.#onSettings(payload);
        break;
      case frameType.ping:
        if ((flags & frameFlag.ack) === 0) this.#reply(pingAckFrame(payload));
        break;
      case frameType.windowUpdate:
        this.#streams.expectBegun(streamId);
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
    const reader = new RequestHeadReader();
    this.#hpack.decode(block.bytes(), reader.add);
    const { streamId, isLast } = block;
    if (streamId > this.#streams.last) {
      this.#onRequest(streamId, isLast, reader);
      return;
    }
    const stream = this.#streams.receiving(streamId, isLast);
    if (stream === undefined) return;
    if (!isLast) throw new StreamError(errorCode.protocolError, "trailers do not end the request");
    reader.readTrailers();
    this.#endRequest(stream);
  }

  #onRequest(streamId: number, isOver: boolean, reader: RequestHeadReader): void {
    this.#streams.begin(streamId, isOver);
    const head = reader.read();
    if (this.#state === "closing" || this.#streams.size >= this.#mostStreams) {
      throw new StreamError(errorCode.refusedStream, "no more streams");
    }
    const request = { isOver, expectedBytes: head.contentLength };
    const window = new ReceiveWindow(this.#windowSize);
    const stream = new Stream(streamId, this.#sender, window, request, this.#onAnswered);
    this.#streams.add(stream);
    stream.listener = this.#options.accept(stream, head);
    if (isOver) this.#endRequest(stream);
  }

  #onData(flags: number, streamId: number, payload: Buffer): void {
    // The padding counts, and so does what is ignored. Half of this window is always left: more than a frame.
    this.#receiveWindow.take(payload.byteLength);
    this.#allowMore(0, this.#receiveWindow);
    const isLast = (flags & frameFlag.endStream) !== 0;
    const data = unpad(flags, payload);
    const stream = this.#streams.receiving(streamId, isLast);
    if (stream === undefined) return;
    if (!stream.receiveWindow.take(payload.byteLength)) {
      throw new StreamError(errorCode.flowControlError, "more data comes than was allowed");
    }
    stream.takeData(data);
    if (isLast) this.#endRequest(stream);
    else if (this.#streams.find(streamId) === stream) this.#allowMore(streamId, stream.receiveWindow);
  }

  #allowMore(streamId: number, window: ReceiveWindow): void {
    const increment = window.refill();
    if (increment > 0) this.#sink.write(windowUpdateFrame(streamId, increment));
  }

  #endRequest(stream: Stream): void {
    stream.endRequest();
    if (stream.isOver) this.#end(stream);
  }

  /** An answer that does not wait for the request's end lets the peer know that it can stop. */
  readonly #onAnswered = (stream: Stream): void => {
    if (!stream.isRequestOver) this.#sink.write(resetStreamFrame(stream.id, errorCode.noError));
    this.#end(stream);
  };

  #end(stream: Stream): void {
    this.#streams.end(stream);
    this.#endWhenIdle();
  }

  #reset(streamId: number, { code, message }: StreamError): void {
    // There is nothing to reset of a stream that has not begun.
    if (streamId > this.#streams.last) throw new ConnectionError(code, message);
    this.#reply(resetStreamFrame(streamId, code));
    const stream = this.#streams.find(streamId);
    if (stream !== undefined) this.#end(stream);
  }

  /** Sends what the peer could ask for without end. */
  #reply(bytes: Buffer): void {
    if (this.#sink.isStuck)
      throw new ConnectionError(errorCode.enhanceYourCalm, "the peer asks and does not read");
    this.#sink.write(bytes);
  }

  #endWhenIdle(): void {
    if (this.#state !== "closing" || this.#streams.size > 0) return;
    this.#state = "over";
    this.#sink.end("when sent");
  }

  #fail(error: unknown): void {
    const code = error instanceof ConnectionError ? error.code : errorCode.internalError;
    this.#state = "over";
    this.#streams.endAll();
    this.#sink.write(goAwayFrame(this.#streams.last, code));
    this.#sink.end("now");
    this.#options.failed(error);
  }
}

const wrong = (message: string) => new ConnectionError(errorCode.protocolError, message);
