import {
  create as createEs,
  type DescField,
  type DescMessage,
  fromBinary as fromBinaryEs,
  toBinary as toBinaryEs,
} from "@bufbuild/protobuf";
import { nestedTypes } from "@bufbuild/protobuf/reflect";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as tables from "./generated/messages";
import {
  file_tfplugin6,
  GetProviderSchema_ResponseSchema,
  RawStateSchema,
  SchemaSchema,
} from "./generated/tfplugin6_pb";
import { create, fromBinary, type MessageTable, toBinary } from "./message";
import { MalformedMessage } from "./wire-reader";

/** protobuf-es is the reference: what it makes of the same descriptors. */
const messages = [...nestedTypes(file_tfplugin6)].filter(
  (type): type is DescMessage => type.kind === "message",
);

const tableByName = new Map<string, MessageTable>(
  Object.values(tables)
    .filter((value): value is Extract<typeof value, { fields: unknown }> => "fields" in value)
    .map((table) => [table.name, table]),
);

function tableOf(message: DescMessage): MessageTable {
  const table = tableByName.get(message.typeName);
  if (table === undefined) throw new Error(`${message.typeName} has no table`);
  return table;
}

const scalars: Record<string, fc.Arbitrary<unknown>> = {
  string: fc.string({ unit: "grapheme", maxLength: 200 }),
  bytes: fc.uint8Array({ maxLength: 200 }),
  bool: fc.boolean(),
  int64: fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -3n, max: 300n })),
  int32: fc.integer(),
};

function valuesOf(field: DescField, depth: number): fc.Arbitrary<unknown> {
  const message = field.message;
  const one =
    message !== undefined
      ? initOf(message, depth - 1)
      : field.enum !== undefined
        ? fc.constantFrom(...field.enum.values.map(({ number }) => number))
        : scalars[tableField(field)[2].toString()];
  if (one === undefined) throw new Error(`${field.toString()} has no values`);
  if (field.fieldKind === "list") return fc.array(one, { maxLength: 3 });
  if (field.fieldKind === "map")
    return fc.dictionary(
      fc.string({ maxLength: 5 }).filter((key) => key !== "__proto__"),
      one,
      { maxKeys: 3 },
    );
  return one;
}

function tableField(field: DescField) {
  const found = tableOf(field.parent)
    .fields()
    .find(([number]) => number === field.number);
  if (found === undefined) throw new Error(`${field.toString()} is in no table`);
  return found;
}

/** Any of a message's fields, some levels deep. */
function initOf(message: DescMessage, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const member of message.members) {
    if (member.kind === "oneof") {
      members[member.localName] = fc.oneof(
        ...member.fields.map((field) =>
          valuesOf(field, depth).map((value) => ({ case: field.localName, value })),
        ),
      );
    } else if (depth > 0 || member.message === undefined) {
      members[member.localName] = valuesOf(member, depth);
    }
  }
  return fc.record(members, { requiredKeys: [] });
}

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
