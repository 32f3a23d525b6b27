import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeGrpcMessage } from "./grpc-error";
import { parseGrpcTimeout } from "./grpc-timeout";

test("grpc-message is printable ASCII and decodes to the text", () => {
  expect(encodeGrpcMessage("100% größer\n")).toBe("100%25 gr%C3%B6%C3%9Fer%0A");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const encoded = encodeGrpcMessage(text);
      expect(encoded).toMatch(/^[\x20-\x7e]*$/);
      expect(decodeURIComponent(encoded)).toBe(text);
    }),
  );
});

test.each([
  ["1H", 3_600_000],
  ["2M", 120_000],
  ["30S", 30_000],
  ["250m", 250],
  ["1500u", 2],
  ["1n", 1],
  ["99999999H", 2 ** 31 - 1],
])("grpc-timeout %s is %d ms", (header, milliseconds) => {
  expect(parseGrpcTimeout(header)).toBe(milliseconds);
});

test.each([undefined, "", "5", "S", "-1S", "1.5S", "123456789S", "1s"])(
  "grpc-timeout %s sets no deadline",
  (header) => {
    expect(parseGrpcTimeout(header)).toBeUndefined();
  },
);
