import { UnderWay } from "../under-way";
import { ConnectionError, errorCode, StreamError } from "./error";
import { frame, frameFlag, frameHeader, frameType } from "./frame";
import { noTable } from "./hpack-encode";
import { defaultFrameSize, defaultWindow, largestWindow, type Setting, setting } from "./settings";

/** Where frames go. */
export interface FrameSink {
  /** Takes whole frames or parts of them, in their order. */
  write(bytes: Uint8Array): void;
  /** Whether DATA should wait: the sink says when not any more. */
  readonly isFull: boolean;
}

/** What to send of an answer, all of it or a part. */
export interface AnswerPart {
  /** The header block it begins with. */
  readonly headers?: Buffer;
  readonly data?: Buffer;
  /** The header block it ends with. */
  readonly trailers?: Buffer;
}

/** The answer on one stream, on its way. */
export class Answer {
  readonly waiting: Buffer[] = [];
  trailers: Buffer | undefined;
  /** Called once nothing waits any more. */
  onSent: (() => void) | undefined;

  constructor(
    readonly streamId: number,
    public window: number,
    /** Called once the answer is complete. */
    readonly onEnd: () => void,
  ) {}
}

const defaultTableSize = 4096;

/** Sends answers as far as the peer's windows and the sink allow; the rest waits. */
export class Sender {
  readonly #sink: FrameSink;
  readonly #answers = new UnderWay<Answer>();
  readonly #blocked = new Set<Answer>();
  #window = defaultWindow;
  #initialWindow = defaultWindow;
  /** The smallest table the peer has allowed; undefined once it knows that none is used. */
  #tableSize: number | undefined = defaultTableSize;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  open(streamId: number, onEnd: () => void): Answer {
    const answer = new Answer(streamId, this.#initialWindow, onEnd);
    this.#answers.add(answer);
    return answer;
  }

  send(answer: Answer, { headers, data, trailers }: AnswerPart): void {
    if (!this.#answers.has(answer)) return;
    if (headers !== undefined) this.#sendHeaders(answer.streamId, headers, 0);
    if (data !== undefined) answer.waiting.push(data);
    if (trailers !== undefined) answer.trailers = trailers;
    this.#advance(answer);
  }

  /** Drops what was not sent of an answer. */
  discard(answer: Answer): void {
    answer.waiting.length = 0;
    this.#forget(answer);
    answer.onSent?.();
  }

  /** To be called when the sink is not full any more. */
  resume(): void {
    for (const answer of this.#blocked) {
      if (this.#window <= 0 || this.#sink.isFull) return;
      this.#advance(answer);
    }
  }

  /** @throws ConnectionError when a window becomes too large */
  apply(settings: readonly Setting[]): void {
    for (const [id, value] of settings) {
      if (id === setting.initialWindowSize) this.#resizeWindows(value);
      if (id === setting.headerTableSize && this.#tableSize !== undefined) {
        this.#tableSize = Math.min(this.#tableSize, value);
      }
    }
    this.resume();
  }

  /** @throws ConnectionError or StreamError when the window becomes too large */
  enlarge(streamId: number, increment: number): void {
    if (streamId === 0) {
      this.#window += increment;
      if (this.#window > largestWindow) throw new ConnectionError(errorCode.flowControlError, tooLarge);
      this.resume();
      return;
    }
    const answer = this.#answers.find((one) => one.streamId === streamId);
    if (answer === undefined) return;
    answer.window += increment;
    if (answer.window > largestWindow) throw new StreamError(errorCode.flowControlError, tooLarge);
    if (this.#blocked.has(answer)) this.#advance(answer);
  }

  /** A window may become negative. */
  #resizeWindows(initial: number): void {
    const change = initial - this.#initialWindow;
    this.#initialWindow = initial;
    for (const answer of this.#answers) {
      answer.window += change;
      if (answer.window > largestWindow) throw new ConnectionError(errorCode.flowControlError, tooLarge);
    }
  }

  #advance(answer: Answer): void {
    for (let next = answer.waiting[0]; next !== undefined; next = answer.waiting[0]) {
      const room = Math.min(answer.window, this.#window, defaultFrameSize);
      if (room <= 0 || this.#sink.isFull) {
        this.#blocked.add(answer);
        return;
      }
      if (next.byteLength > room) answer.waiting[0] = next.subarray(room);
      else answer.waiting.shift();
      const part = next.subarray(0, room);
      answer.window -= part.byteLength;
      this.#window -= part.byteLength;
      this.#sink.write(frameHeader(frameType.data, 0, answer.streamId, part.byteLength));
      this.#sink.write(part);
    }
    this.#blocked.delete(answer);
    if (answer.trailers !== undefined) {
      this.#forget(answer);
      this.#sendHeaders(answer.streamId, answer.trailers, frameFlag.endStream);
      answer.onEnd();
    }
    answer.onSent?.();
  }

  #forget(answer: Answer): void {
    this.#answers.delete(answer);
    this.#blocked.delete(answer);
  }

  #sendHeaders(streamId: number, block: Buffer, flags: number): void {
    let rest = block;
    if (this.#tableSize !== undefined && this.#tableSize < defaultTableSize) {
      rest = Buffer.concat([noTable, block]);
      this.#tableSize = undefined;
    }
    for (let type: number = frameType.headers; ; type = frameType.continuation) {
      const isLast = rest.byteLength <= defaultFrameSize;
      const flagsNow = (type === frameType.headers ? flags : 0) | (isLast ? frameFlag.endHeaders : 0);
      this.#sink.write(frame(type, flagsNow, streamId, rest.subarray(0, defaultFrameSize)));
      if (isLast) return;
      rest = rest.subarray(defaultFrameSize);
    }
  }
}

const tooLarge = "a window is larger than it can be";
