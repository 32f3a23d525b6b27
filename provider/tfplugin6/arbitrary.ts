import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { nestedTypes } from "@bufbuild/protobuf/reflect";
import fc from "fast-check";
import * as tables from "./generated/messages";
import { file_tfplugin6 } from "./generated/tfplugin6_pb";
import type { MessageTable } from "./message";

/** Random messages for property tests. */

/** All messages, as protobuf-es has them of the same descriptors. */
export const messages = [...nestedTypes(file_tfplugin6)].filter(
  (type): type is DescMessage => type.kind === "message",
);

export const tableByName = new Map<string, MessageTable>(
  Object.values(tables)
    .filter((value): value is Extract<typeof value, { fields: unknown }> => "fields" in value)
    .map((table) => [table.name, table]),
);

export function tableOf(message: DescMessage): MessageTable {
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
export function initOf(message: DescMessage, depth: number): fc.Arbitrary<Record<string, unknown>> {
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
