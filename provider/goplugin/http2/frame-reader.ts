import { ConnectionError, errorCode } from "./error";
import { frameHeaderLength } from "./frame";

/** The largest payload that RFC 9113 lets a peer send before it is told otherwise, and it is not. */
export const largestReceivedFrame = 16_384;

export interface FrameHandler {
  /** @param payload part of the chunk it came in where it came in one */
  onFrame(type: number, flags: number, streamId: number, payload: Buffer): void;
}

/** Finds the frames in chunks of bytes, however those are split. */
export class FrameReader {
  readonly #handler: FrameHandler;
  readonly #largest: number;
  /** A frame of which only the beginning has come: its header and, once its length is known, room for the payload. */
  #partial = Buffer.allocUnsafe(frameHeaderLength);
  #filled = 0;

  constructor(handler: FrameHandler, largest = largestReceivedFrame) {
    this.#handler = handler;
    this.#largest = largest;
  }

  /** @throws ConnectionError when a frame is too large; what the handler throws */
  read(chunk: Buffer): void {
    let at = 0;
    while (this.#filled > 0 && at < chunk.byteLength) at = this.#fill(chunk, at);
    while (chunk.byteLength - at >= frameHeaderLength) {
      const end = at + frameHeaderLength + this.#payloadLength(chunk, at);
      if (end > chunk.byteLength) break;
      this.#hand(chunk, at, end);
      at = end;
    }
    while (at < chunk.byteLength) at = this.#fill(chunk, at);
  }

  /** Takes what the partial frame lacks, as far as it is there. Gives the place behind it. */
  #fill(chunk: Buffer, at: number): number {
    const taken = chunk.copy(this.#partial, this.#filled, at);
    this.#filled += taken;
    if (this.#filled === frameHeaderLength) {
      const whole = Buffer.allocUnsafe(frameHeaderLength + this.#payloadLength(this.#partial, 0));
      this.#partial.copy(whole, 0, 0, frameHeaderLength);
      this.#partial = whole;
    }
    if (this.#filled >= frameHeaderLength && this.#filled === this.#partial.byteLength) {
      const whole = this.#partial;
      this.#partial = Buffer.allocUnsafe(frameHeaderLength);
      this.#filled = 0;
      this.#hand(whole, 0, whole.byteLength);
    }
    return at + taken;
  }

  #payloadLength(bytes: Buffer, at: number): number {
    const length = bytes.readUIntBE(at, 3);
    if (length > this.#largest) {
      throw new ConnectionError(errorCode.frameSizeError, `a frame has ${length} bytes`);
    }
    return length;
  }

  #hand(bytes: Buffer, at: number, end: number): void {
    // The highest bit of the stream's number is reserved, and ignored.
    const streamId = bytes.readUInt32BE(at + 5) & 0x7fff_ffff;
    this.#handler.onFrame(
      bytes.readUInt8(at + 3),
      bytes.readUInt8(at + 4),
      streamId,
      bytes.subarray(at + frameHeaderLength, end),
    );
  }
}
