import { errorCode, StreamError } from "./error";
import type { ReceiveWindow } from "./receive-window";
import type { Answer, AnswerPart, Sender } from "./sender";

/** What takes in one request. */
export interface RequestListener {
  /** @param bytes a part of the body, which is not written to any more */
  onData(bytes: Buffer): void;
  /** The request is complete. */
  onEnd(): void;
  /** Nobody waits for the rest of the answer: the peer has given up, or is gone. */
  onLost(): void;
}

/** A request and its answer. */
export class Stream {
  listener: RequestListener | undefined;
  readonly #answer: Answer;
  readonly #sender: Sender;
  #expectedBytes: number | undefined;
  #isRequestOver: boolean;
  #isAnswerOver = false;

  /** @param expectedBytes what the body is to have, where that was announced */
  constructor(
    readonly id: number,
    sender: Sender,
    readonly receiveWindow: ReceiveWindow,
    request: { readonly isOver: boolean; readonly expectedBytes: number | undefined },
    onAnswered: (stream: Stream) => void,
  ) {
    this.#sender = sender;
    this.#isRequestOver = request.isOver;
    this.#expectedBytes = request.expectedBytes;
    this.#answer = sender.open(id, () => {
      this.#isAnswerOver = true;
      onAnswered(this);
    });
  }

  get isRequestOver(): boolean {
    return this.#isRequestOver;
  }

  get isOver(): boolean {
    return this.#isRequestOver && this.#isAnswerOver;
  }

  /** Sends the next part of the answer, which the trailers end. What comes after the end is dropped. */
  send(part: AnswerPart): void {
    this.#sender.send(this.#answer, part);
  }

  /** Resolves when nothing waits to be sent any more, because it went or is not wanted. Undefined when that is so now. */
  sent(): Promise<void> | undefined {
    if (this.#answer.waiting.length === 0) return undefined;
    return new Promise((resolve) => {
      this.#answer.onSent = resolve;
    });
  }

  /** @throws StreamError when it is more than was announced */
  takeData(bytes: Buffer): void {
    if (this.#expectedBytes !== undefined) {
      this.#expectedBytes -= bytes.byteLength;
      if (this.#expectedBytes < 0) throw otherLength();
    }
    if (bytes.byteLength > 0) this.listener?.onData(bytes);
  }

  /** @throws StreamError when the body has less than was announced */
  endRequest(): void {
    this.#isRequestOver = true;
    if (this.#expectedBytes !== undefined && this.#expectedBytes !== 0) throw otherLength();
    this.listener?.onEnd();
  }

  /** Ends it on this side, whatever is still under way. */
  drop(): void {
    if (this.#isAnswerOver) return;
    this.#isAnswerOver = true;
    this.#sender.discard(this.#answer);
    this.listener?.onLost();
  }
}

const otherLength = () =>
  new StreamError(errorCode.protocolError, "the body is not as long as content-length says");
