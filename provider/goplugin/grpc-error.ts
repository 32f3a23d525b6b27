/** Status codes of gRPC that a plugin uses. */
export const grpcCode = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const;

export type GrpcCode = (typeof grpcCode)[keyof typeof grpcCode];

/** An error that is answered with this status; its message goes to the client, so it must hold no secret. */
export class GrpcError extends Error {
  override readonly name = "GrpcError";

  constructor(
    readonly code: GrpcCode,
    message: string,
  ) {
    super(message);
  }
}

/** The `grpc-message` header: UTF-8, percent-encoded but for printable ASCII. */
export function encodeGrpcMessage(message: string): string {
  let encoded = "";
  for (const byte of Buffer.from(message)) {
    encoded +=
      byte >= 0x20 && byte <= 0x7e && byte !== 0x25
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}
