import { ConnectionError, errorCode, StreamError } from "./error";
import { frameFlag, frameType } from "./frame";
import { largestWindow } from "./settings";

/**
 * Whether a frame of this type may be on this stream and have a payload of this length. Types that RFC 9113 does not
 * know may do anything.
 * @throws ConnectionError or StreamError
 */
export function checkFrame(type: number, flags: number, streamId: number, length: number): void {
  switch (type) {
    case frameType.data:
    case frameType.continuation:
      checkStream(type, streamId);
      break;
    case frameType.headers:
      checkStream(type, streamId);
      if (streamId % 2 === 0) throw wrong("a client opens streams of odd numbers");
      break;
    case frameType.priority:
      checkStream(type, streamId);
      if (length !== 5)
        throw new StreamError(errorCode.frameSizeError, `a PRIORITY frame has ${length} bytes`);
      break;
    case frameType.resetStream:
      checkStream(type, streamId);
      checkLength(type, length, 4);
      break;
    case frameType.settings:
      checkConnection(type, streamId);
      if (flags & frameFlag.ack) checkLength(type, length, 0);
      break;
    case frameType.ping:
      checkConnection(type, streamId);
      checkLength(type, length, 8);
      break;
    case frameType.goAway:
      checkConnection(type, streamId);
      checkLength(type, Math.min(length, 8), 8);
      break;
    case frameType.windowUpdate:
      checkLength(type, length, 4);
      break;
    case frameType.pushPromise:
      throw wrong("a client does not push");
  }
}

function checkStream(type: number, streamId: number): void {
  if (streamId === 0) throw wrong(`a frame of type ${type} is not on a stream`);
}

function checkConnection(type: number, streamId: number): void {
  if (streamId !== 0) throw wrong(`a frame of type ${type} is on stream ${streamId}`);
}

function checkLength(type: number, length: number, expected: number): void {
  if (length !== expected) {
    throw new ConnectionError(errorCode.frameSizeError, `a frame of type ${type} has ${length} bytes`);
  }
}

const wrong = (message: string) => new ConnectionError(errorCode.protocolError, message);

/** The payload without its padding. @throws ConnectionError when the padding is longer than the payload */
export function unpad(flags: number, payload: Buffer): Buffer {
  if ((flags & frameFlag.padded) === 0) return payload;
  const end = payload.byteLength - (payload[0] ?? 0);
  if (payload.byteLength === 0 || end < 1) throw wrong("the padding is longer than its frame");
  return payload.subarray(1, end);
}

/** The part of a header block in a HEADERS frame. @throws ConnectionError */
export function headerFragment(flags: number, payload: Buffer): Buffer {
  const content = unpad(flags, payload);
  if ((flags & frameFlag.priority) === 0) return content;
  if (content.byteLength < 5) {
    throw new ConnectionError(errorCode.frameSizeError, "a HEADERS frame has no room for its priority");
  }
  return content.subarray(5);
}

/** By how much a WINDOW_UPDATE frame makes a window larger. @throws StreamError, or ConnectionError of stream 0 */
export function windowIncrement(streamId: number, payload: Buffer): number {
  const increment = payload.readUInt32BE(0) & largestWindow;
  if (increment > 0) return increment;
  const message = "a window is made larger by nothing";
  throw streamId === 0 ? wrong(message) : new StreamError(errorCode.protocolError, message);
}
