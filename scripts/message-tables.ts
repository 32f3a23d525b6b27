import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";
import { nestedTypes } from "@bufbuild/protobuf/reflect";
import { file_google_protobuf_timestamp } from "@bufbuild/protobuf/wkt";
import { file_tfplugin6 } from "../provider/tfplugin6/generated/tfplugin6_pb";

const heading = [
  "// SPDX-License-Identifier: MPL-2.0",
  "// Made from tfplugin6.proto by scripts/generate-proto.ts: do not edit.",
];

/** The text of provider/tfplugin6/generated/messages.ts: a table for each message, the values of each enum. */
export function messageTables(): string {
  const lines = [
    ...heading,
    'import type { Timestamp } from "@bufbuild/protobuf/wkt";',
    'import type { MessageTable } from "../message";',
    'import type * as pb from "./tfplugin6_pb";',
    "",
    "/** The types of all messages, so that this file is all there is to import. */",
    'export type * from "./tfplugin6_pb";',
    "",
    "const empty = new Uint8Array(0);",
  ];
  for (const file of [file_google_protobuf_timestamp, file_tfplugin6]) {
    for (const type of nestedTypes(file)) {
      if (type.kind === "message") lines.push("", ...table(type));
      if (type.kind === "enum") {
        const name = typeName(type);
        const values = type.values.map(({ localName, number }) => `${localName}: ${number}`);
        const names = `Readonly<Record<keyof typeof pb.${name}, number>>`;
        lines.push("", `export const ${name} = { ${values.join(", ")} } as const satisfies ${names};`);
        lines.push("", `export type ${name} = pb.${name};`);
      }
    }
  }
  return `${lines.join("\n")}\n`;
}

/** The text of provider/tfplugin6/generated/rpcs.ts: what each RPC of the service asks and answers. */
export function rpcTables(): string {
  const rpcs = file_tfplugin6.services.flatMap(({ methods }) =>
    methods.map(({ name, input, output }) => [
      "",
      `export const ${name} = {`,
      `  request: wire.${typeName(input)}Schema,`,
      `  response: wire.${typeName(output)}Schema,`,
      "};",
    ]),
  );
  return `${[...heading, 'import * as wire from "./messages";', ...rpcs.flat()].join("\n")}\n`;
}

function table(message: DescMessage): string[] {
  const type = message.typeName === "google.protobuf.Timestamp" ? "Timestamp" : `pb.${typeName(message)}`;
  const defaults = [`$typeName: ${JSON.stringify(message.typeName)}`, ...message.members.flatMap(defaultOf)];
  return [
    `export const ${typeName(message)}Schema: MessageTable<${type}> = {`,
    `  name: ${JSON.stringify(message.typeName)},`,
    `  empty: () => ({ ${defaults.join(", ")} }),`,
    "  fields: () => [",
    ...message.fields.map((field) => `    ${fieldText(field)},`),
    "  ],",
    "};",
  ];
}

/** As protoc-gen-es names it: without the package, nested names joined by `_`. */
function typeName({ typeName: name }: { readonly typeName: string }): string {
  return name.replace(/^(tfplugin6|google\.protobuf)\./, "").replaceAll(".", "_");
}

function defaultOf(member: DescMessage["members"][number]): string[] {
  if (member.kind === "oneof") return [`${member.localName}: { case: undefined }`];
  if (member.fieldKind === "list") return [`${member.localName}: []`];
  if (member.fieldKind === "map") return [`${member.localName}: {}`];
  if (member.fieldKind === "message" || member.proto.proto3Optional) return [];
  if (member.fieldKind === "enum") return [`${member.localName}: 0`];
  const defaults: Record<string, string> = {
    string: '""',
    bytes: "empty",
    bool: "false",
    int64: "0n",
    int32: "0",
  };
  return [`${member.localName}: ${defaults[scalarName(member.scalar)]}`];
}

function fieldText(field: DescField): string {
  const parts = [String(field.number), JSON.stringify(field.localName), fieldType(field)];
  if (field.fieldKind === "list" || field.fieldKind === "map") parts.push(JSON.stringify(field.fieldKind));
  else if (field.oneof !== undefined) parts.push(`{ oneof: ${JSON.stringify(field.oneof.localName)} }`);
  else if (field.proto.proto3Optional) parts.push('"optional"');
  return `[${parts.join(", ")}]`;
}

function fieldType(field: DescField): string {
  const kind =
    field.fieldKind === "list" ? field.listKind : field.fieldKind === "map" ? field.mapKind : field.fieldKind;
  if (kind === "enum") return '"int32"';
  if (field.message !== undefined) return `${typeName(field.message)}Schema`;
  if (field.scalar === undefined) throw new Error(`${field.toString()}: not supported`);
  if (field.fieldKind === "list" && field.scalar !== ScalarType.STRING) {
    throw new Error(`${field.toString()}: lists of numbers are packed, which is not supported`);
  }
  return JSON.stringify(scalarName(field.scalar));
}

function scalarName(scalar: ScalarType): string {
  const name = ScalarType[scalar]?.toLowerCase();
  if (name === undefined || !["string", "bytes", "bool", "int64", "int32"].includes(name)) {
    throw new Error(`fields of type ${name} are not supported`);
  }
  return name;
}
