import { ConnectionError, errorCode } from "./error";
import { frame, frameFlag, frameType } from "./frame";

/** Settings of RFC 9113, section 6.5.2, that are sent or heeded here. */
export const setting = {
  headerTableSize: 0x1,
  enablePush: 0x2,
  maxConcurrentStreams: 0x3,
  initialWindowSize: 0x4,
  maxFrameSize: 0x5,
  maxHeaderListSize: 0x6,
} as const;

/** The largest window, in bytes. */
export const largestWindow = 2 ** 31 - 1;

/** What windows begin with, in bytes: that of the connection always, those of streams unless settings say otherwise. */
export const defaultWindow = 65_535;

export const defaultFrameSize = 16_384;

export type Setting = readonly [id: number, value: number];

export function settingsFrame(settings: readonly Setting[]): Buffer {
  const payload = Buffer.allocUnsafe(settings.length * 6);
  for (const [index, [id, value]] of settings.entries()) {
    payload.writeUInt16BE(id, index * 6);
    payload.writeUInt32BE(value, index * 6 + 2);
  }
  return frame(frameType.settings, 0, 0, payload);
}

export const settingsAck = frame(frameType.settings, frameFlag.ack, 0, Buffer.alloc(0));

/** The settings in the payload of a frame, in their order. @throws ConnectionError when one cannot be */
export function readSettings(payload: Buffer): Setting[] {
  if (payload.byteLength % 6 !== 0) {
    throw new ConnectionError(errorCode.frameSizeError, "a setting is not whole");
  }
  const settings: Setting[] = [];
  for (let at = 0; at < payload.byteLength; at += 6) {
    const read: Setting = [payload.readUInt16BE(at), payload.readUInt32BE(at + 2)];
    check(read);
    settings.push(read);
  }
  return settings;
}

function check([id, value]: Setting): void {
  if (id === setting.enablePush && value > 1) {
    throw new ConnectionError(errorCode.protocolError, `ENABLE_PUSH is ${value}`);
  }
  if (id === setting.initialWindowSize && value > largestWindow) {
    throw new ConnectionError(errorCode.flowControlError, `INITIAL_WINDOW_SIZE is ${value}`);
  }
  if (id === setting.maxFrameSize && (value < defaultFrameSize || value >= 2 ** 24)) {
    throw new ConnectionError(errorCode.protocolError, `MAX_FRAME_SIZE is ${value}`);
  }
}
