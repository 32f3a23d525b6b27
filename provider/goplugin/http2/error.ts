/** Error codes of RFC 9113, section 7, that are sent or told apart here. */
export const errorCode = {
  noError: 0x0,
  protocolError: 0x1,
  internalError: 0x2,
  flowControlError: 0x3,
  streamClosed: 0x5,
  frameSizeError: 0x6,
  refusedStream: 0x7,
  cancel: 0x8,
  compressionError: 0x9,
  enhanceYourCalm: 0xb,
} as const;

export type ErrorCode = (typeof errorCode)[keyof typeof errorCode];

/** The connection cannot go on: it ends with a GOAWAY frame of this code. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";

  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** One stream cannot go on: it ends with a RST_STREAM frame of this code. */
export class StreamError extends Error {
  override readonly name = "StreamError";

  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}
