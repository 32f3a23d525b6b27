import fc from "fast-check";

/** One change of a text of bytes; positions are taken modulo its length. */
type ByteChange =
  | { readonly kind: "set" | "insert"; readonly at: number; readonly byte: number }
  | { readonly kind: "cut" | "remove" | "repeat"; readonly at: number; readonly length: number };

const position = fc.nat({ max: 100_000 });
const length = fc.integer({ min: 1, max: 64 });

const change: fc.Arbitrary<ByteChange> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("set" as const), at: position, byte: fc.nat(255) }) },
  fc.record({ kind: fc.constant("insert" as const), at: position, byte: fc.nat(255) }),
  fc.record({
    kind: fc.constantFrom("cut" as const, "remove" as const, "repeat" as const),
    at: position,
    length,
  }),
);

export const byteChanges: fc.Arbitrary<readonly ByteChange[]> = fc.array(change, { maxLength: 6 });

function applyOne(bytes: Buffer, one: ByteChange): Buffer {
  const at = bytes.length === 0 ? 0 : one.at % bytes.length;
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (one.kind) {
    case "cut":
      return before;
    case "insert":
      return Buffer.concat([before, Buffer.of(one.byte), after]);
    case "set":
      return Buffer.concat([before, Buffer.of(one.byte), after.subarray(1)]);
    case "remove":
      return Buffer.concat([before, after.subarray(one.length)]);
    case "repeat":
      return Buffer.concat([before, after.subarray(0, one.length), after]);
  }
}

export const changeBytes = (bytes: Uint8Array, changes: readonly ByteChange[]): Buffer =>
  changes.reduce(applyOne, Buffer.from(bytes));
