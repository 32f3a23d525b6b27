import { errorCode, StreamError } from "./error";
import { frameFlag, resetStreamFrame, windowUpdateFrame } from "./frame";
import { unpad } from "./payload";
import { ReceiveWindow } from "./receive-window";
import type { RequestHead, RequestHeadReader } from "./request-head";
import type { FrameSink, Sender } from "./sender";
import { defaultWindow } from "./settings";
import { type RequestListener, Stream } from "./stream";
import { Streams } from "./streams";

export interface RequestOptions {
  /** Called for each request, when its headers have come. */
  readonly accept: (stream: Stream, head: RequestHead) => RequestListener;
  /** Bytes that the peer may send on a stream, and on all together, before they were taken in. */
  readonly receiveWindow: number;
  /** Streams that may be open at once. */
  readonly mostStreams: number;
}

/** The requests of one connection, from their headers to the end of the answer. */
export class Requests {
  readonly streams = new Streams();
  readonly #options: RequestOptions;
  readonly #sink: FrameSink;
  readonly #sender: Sender;
  readonly #onEnd: () => void;
  readonly #window: ReceiveWindow;
  #isClosed = false;

  /** @param onEnd called when a stream has ended */
  constructor(options: RequestOptions, sink: FrameSink, sender: Sender, onEnd: () => void) {
    this.#options = options;
    this.#sink = sink;
    this.#sender = sender;
    this.#onEnd = onEnd;
    // The connection's window cannot begin smaller than it does.
    const window = Math.max(options.receiveWindow, defaultWindow);
    this.#window = new ReceiveWindow(window);
    if (window > defaultWindow) sink.write(windowUpdateFrame(0, window - defaultWindow));
  }

  /** Refuses what comes from now on. */
  close(): void {
    this.#isClosed = true;
  }

  /** @throws ConnectionError or StreamError */
  onHeaders(streamId: number, isLast: boolean, reader: RequestHeadReader): void {
    if (streamId > this.streams.last) {
      this.#onRequest(streamId, isLast, reader);
      return;
    }
    const stream = this.streams.receiving(streamId, isLast);
    if (stream === undefined) return;
    if (!isLast) throw new StreamError(errorCode.protocolError, "trailers do not end the request");
    reader.readTrailers();
    this.#endRequest(stream);
  }

  /** @throws ConnectionError or StreamError */
  onData(flags: number, streamId: number, payload: Buffer): void {
    // The padding counts, and so does what is ignored. Half of this window is always left: more than a frame.
    this.#window.take(payload.byteLength);
    this.#allowMore(0, this.#window);
    const isLast = (flags & frameFlag.endStream) !== 0;
    const data = unpad(flags, payload);
    const stream = this.streams.receiving(streamId, isLast);
    if (stream === undefined) return;
    if (!stream.receiveWindow.take(payload.byteLength)) {
      throw new StreamError(errorCode.flowControlError, "more data comes than was allowed");
    }
    stream.takeData(data);
    if (isLast) this.#endRequest(stream);
    else if (this.streams.find(streamId) === stream) this.#allowMore(streamId, stream.receiveWindow);
  }

  /** The peer has ended a stream. @throws ConnectionError */
  onReset(streamId: number): void {
    this.streams.reset(streamId);
    this.#onEnd();
  }

  /** Ends a stream that this side has reset. */
  drop(streamId: number): void {
    const stream = this.streams.find(streamId);
    if (stream !== undefined) this.#end(stream);
  }

  #onRequest(streamId: number, isOver: boolean, reader: RequestHeadReader): void {
    this.streams.begin(streamId, isOver);
    const head = reader.read();
    if (this.#isClosed || this.streams.size >= this.#options.mostStreams) {
      throw new StreamError(errorCode.refusedStream, "no more streams");
    }
    const request = { isOver, expectedBytes: head.contentLength };
    const window = new ReceiveWindow(this.#options.receiveWindow);
    const stream = new Stream(streamId, this.#sender, window, request, this.#onAnswered);
    this.streams.add(stream);
    stream.listener = this.#options.accept(stream, head);
    if (isOver) this.#endRequest(stream);
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
    this.streams.end(stream);
    this.#onEnd();
  }
}
