import { UnderWay } from "../under-way";
import { ConnectionError, errorCode, StreamError } from "./error";
import type { Stream } from "./stream";

/** Streams whose request this side did not wait for, that are remembered because more of it may come. */
const mostAbandoned = 1000;

/** The streams of a connection: which are open, and what may still come on those that are not. */
export class Streams {
  readonly #open = new UnderWay<Stream>();
  readonly #abandoned = new UnderWay<number>();
  #last = 0;

  /** The highest number that the peer has opened. */
  get last(): number {
    return this.#last;
  }

  get size(): number {
    return this.#open.size;
  }

  /** The peer has opened a stream, which is abandoned unless it is added or nothing more can come. */
  begin(id: number, isRequestOver: boolean): void {
    this.#last = id;
    if (!isRequestOver) this.#abandon(id);
  }

  add(stream: Stream): void {
    this.#abandoned.delete(stream.id);
    this.#open.add(stream);
  }

  find(id: number): Stream | undefined {
    return this.#open.find((stream) => stream.id === id);
  }

  /** @throws ConnectionError when the stream has not begun */
  expectBegun(id: number): void {
    if (id > this.#last || (id % 2 === 0 && id !== 0)) {
      throw new ConnectionError(errorCode.protocolError, `stream ${id} has not begun`);
    }
  }

  /**
   * The open stream that takes in more of its request.
   * @returns undefined when this side has ended it and what comes is to be ignored
   * @throws StreamError or ConnectionError when the peer has ended it
   */
  receiving(id: number, isLast: boolean): Stream | undefined {
    this.expectBegun(id);
    const stream = this.find(id);
    if (stream?.isRequestOver) throw new StreamError(errorCode.streamClosed, closed);
    if (stream !== undefined) return stream;
    if (!this.#abandoned.has(id)) throw new ConnectionError(errorCode.streamClosed, closed);
    if (isLast) this.#abandoned.delete(id);
    return undefined;
  }

  /** The peer has ended it: nothing more comes. */
  reset(id: number): void {
    this.expectBegun(id);
    this.#abandoned.delete(id);
    const stream = this.find(id);
    if (stream === undefined) return;
    this.#open.delete(stream);
    stream.drop();
  }

  /** This side has ended it. */
  end(stream: Stream): void {
    if (!this.#open.delete(stream)) return;
    if (!stream.isRequestOver) this.#abandon(stream.id);
    stream.drop();
  }

  endAll(): void {
    for (const stream of this.#open) this.end(stream);
  }

  #abandon(id: number): void {
    this.#abandoned.add(id);
    const { oldest, size } = this.#abandoned;
    if (oldest !== undefined && size > mostAbandoned) this.#abandoned.delete(oldest);
  }
}

const closed = "more comes after the request's end";
