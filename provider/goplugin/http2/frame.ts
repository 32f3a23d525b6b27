import type { ErrorCode } from "./error";

/** Types of frames of RFC 9113, section 6. */
export const frameType = {
  data: 0x0,
  headers: 0x1,
  priority: 0x2,
  resetStream: 0x3,
  settings: 0x4,
  pushPromise: 0x5,
  ping: 0x6,
  goAway: 0x7,
  windowUpdate: 0x8,
  continuation: 0x9,
} as const;

/** Flags of frames; which type knows which is in RFC 9113. */
export const frameFlag = { ack: 0x1, endStream: 0x1, endHeaders: 0x4, padded: 0x8, priority: 0x20 } as const;

/** Bytes of a frame's header: length (3), type, flags, stream (4). */
export const frameHeaderLength = 9;

/** What comes before the first frame of a client. */
export const clientPreface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

/** A frame whose payload has room but is not written yet; `present` is less of it where the rest follows on its own. */
function startFrame(type: number, flags: number, streamId: number, length: number, present = length): Buffer {
  const bytes = Buffer.allocUnsafe(frameHeaderLength + present);
  bytes.writeUIntBE(length, 0, 3);
  bytes[3] = type;
  bytes[4] = flags;
  bytes.writeUInt32BE(streamId, 5);
  return bytes;
}

/** The header of a frame whose payload follows on its own. */
export function frameHeader(type: number, flags: number, streamId: number, length: number): Buffer {
  return startFrame(type, flags, streamId, length, 0);
}

export function frame(type: number, flags: number, streamId: number, payload: Uint8Array): Buffer {
  const whole = startFrame(type, flags, streamId, payload.byteLength);
  whole.set(payload, frameHeaderLength);
  return whole;
}

export function resetStreamFrame(streamId: number, code: ErrorCode): Buffer {
  const whole = startFrame(frameType.resetStream, 0, streamId, 4);
  whole.writeUInt32BE(code, frameHeaderLength);
  return whole;
}

export function windowUpdateFrame(streamId: number, increment: number): Buffer {
  const whole = startFrame(frameType.windowUpdate, 0, streamId, 4);
  whole.writeUInt32BE(increment, frameHeaderLength);
  return whole;
}

export function goAwayFrame(lastStreamId: number, code: ErrorCode): Buffer {
  const whole = startFrame(frameType.goAway, 0, 0, 8);
  whole.writeUInt32BE(lastStreamId, frameHeaderLength);
  whole.writeUInt32BE(code, frameHeaderLength + 4);
  return whole;
}

export function pingAckFrame(payload: Uint8Array): Buffer {
  return frame(frameType.ping, frameFlag.ack, 0, payload);
}
