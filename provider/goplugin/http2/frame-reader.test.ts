import { expect, test } from "vitest";
import { ConnectionError, errorCode } from "./error";
import { frame } from "./frame";
import { FrameReader } from "./frame-reader";

function readIn(chunks: readonly Buffer[], largest?: number): string[] {
  const seen: string[] = [];
  const reader = new FrameReader(
    {
      onFrame: (type, flags, streamId, payload) =>
        seen.push(`${type} ${flags} ${streamId} ${payload.toString("latin1")}`),
    },
    largest,
  );
  for (const chunk of chunks) reader.read(chunk);
  return seen;
}

const frames = Buffer.concat([
  frame(0, 1, 1, Buffer.from("hello")),
  frame(4, 0, 0, Buffer.alloc(0)),
  frame(200, 255, 2 ** 31 - 1, Buffer.from("unknown")),
  frame(8, 0, 3, Buffer.alloc(0)),
]);
const expected = ["0 1 1 hello", "4 0 0 ", `200 255 ${2 ** 31 - 1} unknown`, "8 0 3 "];

test("frames are found wherever their bytes are split", () => {
  expect(readIn([frames])).toEqual(expected);
  for (let at = 0; at <= frames.byteLength; at++) {
    expect(readIn([frames.subarray(0, at), frames.subarray(at)])).toEqual(expected);
  }
  for (const size of [1, 2, 3, 8, 9, 10]) {
    const count = Math.ceil(frames.byteLength / size);
    const pieces = Array.from({ length: count }, (_, piece) =>
      frames.subarray(piece * size, (piece + 1) * size),
    );
    expect(readIn(pieces)).toEqual(expected);
  }
});

test("the reserved bit before a stream's number is ignored", () => {
  const bytes = frame(0, 0, 5, Buffer.from("x"));
  bytes.writeUInt8(0x80, 5);
  expect(readIn([bytes])).toEqual(["0 0 5 x"]);
});

test("a frame that is too large is refused as soon as its length is there", () => {
  expect(readIn([frame(0, 0, 1, Buffer.alloc(20))], 20)).toHaveLength(1);
  const large = frame(0, 0, 1, Buffer.alloc(21)).subarray(0, 9);
  for (const pieces of [[large], [large.subarray(0, 4), large.subarray(4)]]) {
    expect(() => readIn(pieces, 20)).toThrow(ConnectionError);
    expect(() => readIn(pieces, 20)).toThrow(expect.objectContaining({ code: errorCode.frameSizeError }));
  }
});
