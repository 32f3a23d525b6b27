import fc from "fast-check";
import { expect, test } from "vitest";
import { GrpcError, grpcCode } from "./grpc-error";
import { largestMessage, RequestBody, writeFrame } from "./grpc-frame";

function codeOf(work: () => unknown): number | undefined {
  try {
    work();
  } catch (error) {
    return error instanceof GrpcError ? error.code : undefined;
  }
  return grpcCode.ok;
}

test("a message survives any split of its frame", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(fc.integer({ min: 1, max: 7 })),
      (message, sizes) => {
        const frame = writeFrame(message);
        const body = new RequestBody();
        let offset = 0;
        for (const size of sizes) {
          body.add(frame.subarray(offset, offset + size));
          offset = Math.min(offset + size, frame.byteLength);
        }
        body.add(frame.subarray(offset));
        expect(body.message().equals(message)).toBe(true);
      },
    ),
  );
});

test("a body that is not one whole message is refused", () => {
  expect(codeOf(() => new RequestBody().message())).toBe(grpcCode.internal);

  const short = new RequestBody();
  short.add(Buffer.from([0, 0, 0, 0, 3, 1, 2]));
  expect(codeOf(() => short.message())).toBe(grpcCode.internal);

  const partOfPrefix = new RequestBody();
  partOfPrefix.add(Buffer.from([0, 0, 0]));
  expect(codeOf(() => partOfPrefix.message())).toBe(grpcCode.internal);

  expect(codeOf(() => new RequestBody().add(Buffer.from([0, 0, 0, 0, 1, 1, 9])))).toBe(grpcCode.internal);
});

test("a compressed message is UNIMPLEMENTED, one that is too large RESOURCE_EXHAUSTED", () => {
  expect(codeOf(() => new RequestBody().add(Buffer.from([1, 0, 0, 0, 0])))).toBe(grpcCode.unimplemented);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(largestMessage, 1);
  expect(codeOf(() => new RequestBody().add(prefix))).toBe(grpcCode.ok);
  prefix.writeUInt32BE(largestMessage + 1, 1);
  expect(codeOf(() => new RequestBody().add(prefix))).toBe(grpcCode.resourceExhausted);
  expect(codeOf(() => writeFrame(new Uint8Array(largestMessage + 1)))).toBe(grpcCode.resourceExhausted);
});
