import { GrpcError, grpcCode } from "./grpc-error";

/** The largest message either way, in bytes: what Terraform itself allows. */
export const largestMessage = 256 * 1024 * 1024;

const prefixLength = 5;

/** One message with its gRPC prefix: no compression, length in four bytes. */
export function writeFrame(message: Uint8Array): Buffer {
  if (message.byteLength > largestMessage) {
    throw new GrpcError(
      grpcCode.resourceExhausted,
      `the answer has ${message.byteLength} bytes, more than ${largestMessage}`,
    );
  }
  const frame = Buffer.allocUnsafe(prefixLength + message.byteLength);
  frame[0] = 0;
  frame.writeUInt32BE(message.byteLength, 1);
  frame.set(message, prefixLength);
  return frame;
}

/** Collects the one message of a request from the chunks of its body, however they are split. */
export class RequestBody {
  #chunks: Buffer[] = [];
  #received = 0;
  #expected: number | undefined;

  /** @throws GrpcError as soon as the body cannot be a request any more */
  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#received += chunk.byteLength;
    if (this.#expected === undefined && this.#received >= prefixLength) this.#readPrefix();
    if (this.#expected !== undefined && this.#received > this.#expected) {
      throw new GrpcError(grpcCode.internal, "the request holds more than one message");
    }
  }

  /** @throws GrpcError when the message is not complete */
  message(): Buffer {
    if (this.#received !== this.#expected) {
      throw new GrpcError(grpcCode.internal, "the request ends before its message does");
    }
    const [first, ...rest] = this.#chunks;
    const body = first !== undefined && rest.length === 0 ? first : Buffer.concat(this.#chunks);
    return body.subarray(prefixLength);
  }

  #readPrefix(): void {
    const [first] = this.#chunks;
    const start = first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#chunks = [start];
    if (start[0] !== 0) {
      throw new GrpcError(grpcCode.unimplemented, "compressed messages are not supported");
    }
    const length = start.readUInt32BE(1);
    if (length > largestMessage) {
      throw new GrpcError(
        grpcCode.resourceExhausted,
        `the request has ${length} bytes, more than ${largestMessage}`,
      );
    }
    this.#expected = prefixLength + length;
  }
}
