import { create as createEs, fromBinary as fromBinaryEs, toBinary as toBinaryEs } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { initOf, messages, tableByName, tableOf } from "./arbitrary";
import * as tables from "./generated/messages";
import { GetProviderSchema_ResponseSchema, RawStateSchema, SchemaSchema } from "./generated/tfplugin6_pb";
import { create, fromBinary, toBinary } from "./message";
import { MalformedMessage } from "./wire-reader";

/** protobuf-es is the reference. */
describe("like protobuf-es", () => {
  test("there is a table for every message, and nothing else", () => {
    const names = messages.map(({ typeName }) => typeName);
    expect([...tableByName.keys()].sort()).toEqual([...names, "google.protobuf.Timestamp"].sort());
  });

  test.each(messages.map((message) => [message.typeName, message] as const))("%s", (_name, message) => {
    const table = tableOf(message);
    fc.assert(
      fc.property(initOf(message, 3), (init) => {
        const reference = createEs(message, init);
        const encoded = toBinaryEs(message, reference);
        expect(fromBinary(table, encoded)).toEqual(reference);
        expect(fromBinaryEs(message, toBinary(table, init))).toEqual(reference);
        expect(Buffer.compare(toBinary(table, fromBinary(table, encoded)), toBinary(table, init))).toBe(0);
      }),
      { numRuns: 40 },
    );
    expect(table.empty()).toEqual(createEs(message));
  });
});

test("fields that a table does not know are passed over, whatever their wire type", () => {
  const unknown = Buffer.from("f80101" + "f9010102030405060708" + "fa01026869" + "fd0101020304", "hex");
  const known = toBinary(tables.DiagnosticSchema, { summary: "x" });
  for (const bytes of [Buffer.concat([unknown, known]), Buffer.concat([known, unknown])]) {
    expect(fromBinary(tables.DiagnosticSchema, bytes).summary).toBe("x");
  }
});

test("a message that comes in two parts is merged", () => {
  const parts = Buffer.concat([
    toBinary(tables.DiagnosticSchema, {
      attribute: { steps: [{ selector: { case: "attributeName", value: "a" } }] },
    }),
    toBinary(tables.DiagnosticSchema, {
      attribute: { steps: [{ selector: { case: "elementKeyInt", value: -1n } }] },
    }),
  ]);
  expect(
    fromBinary(tables.DiagnosticSchema, parts).attribute?.steps.map(({ selector }) => selector.value),
  ).toEqual(["a", -1n]);
});

test("keys that objects inherit are keys", () => {
  const encoded = toBinaryEs(RawStateSchema, createEs(RawStateSchema, { flatmap: { constructor: "a" } }));
  expect(Object.entries(fromBinary(tables.RawStateSchema, encoded).flatmap)).toEqual([["constructor", "a"]]);
  const flatmap = Object.defineProperty({}, "__proto__", { value: "b", enumerable: true });
  const state = fromBinary(tables.RawStateSchema, toBinary(tables.RawStateSchema, { flatmap }));
  expect(Object.entries(state.flatmap)).toEqual([["__proto__", "b"]]);
});

test("large messages, with lengths of any size", () => {
  for (const length of [127, 128, 16_383, 16_384, 3_000_000]) {
    const description = "x".repeat(length);
    const init = { provider: { block: { attributes: [{ name: "a", description }] } } };
    const encoded = toBinary(tables.GetProviderSchema_ResponseSchema, init);
    expect(fromBinaryEs(GetProviderSchema_ResponseSchema, encoded)).toEqual(
      createEs(GetProviderSchema_ResponseSchema, init),
    );
  }
});

test("create fills in what is left out, at every level", () => {
  const init = { block: { attributes: [{ name: "a", type: new Uint8Array([1]) }] } };
  expect(create(tables.SchemaSchema, init)).toEqual(createEs(SchemaSchema, init));
});

test("no bytes make it throw anything but MalformedMessage", () => {
  fc.assert(
    fc.property(fc.constantFrom(...messages), fc.uint8Array({ maxLength: 60 }), (message, bytes) => {
      try {
        fromBinary(tableOf(message), bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedMessage);
      }
    }),
    { numRuns: 3000 },
  );
});

test("a value of the wrong type is refused, not written", () => {
  const wrong: object = { summary: 5 };
  expect(() => toBinary(tables.DiagnosticSchema, wrong)).toThrow(TypeError);
});
