import type { Message, MessageInitShape } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import { MalformedMessage, WireReader, wireType } from "./wire-reader";
import { WireWriter } from "./wire-writer";

/**
 * Protobuf messages by table. The types are those that protoc-gen-es generates; its runtime reads descriptors at each
 * start, which costs a process that lives for a second more than all its calls do.
 */
export interface MessageTable<M extends Message = Message> {
  readonly name: string;
  /** A message with every field at its default. */
  readonly empty: () => M;
  readonly fields: () => readonly Field[];
}

/** What an RPC asks and answers. */
export interface Rpc<Request extends Message, Response extends Message> {
  readonly request: MessageTable<Request>;
  /** The one answer, or each of many. */
  readonly response: MessageTable<Response>;
}

export type Scalar = "string" | "bytes" | "bool" | "int64" | "int32";

/** Number, property, type; then how often it is there; for a oneof the property that holds it and its case. */
export type Field = readonly [
  number: number,
  name: string,
  type: Scalar | MessageTable,
  presence?: "optional" | "list" | "map" | { readonly oneof: string },
];

/** The plain object that a message is made from: any fields may be left out. */
export type Init<M extends Message> = MessageInitShape<GenMessage<M>>;

/** Completes a message with the defaults of the fields that are left out. */
export function create<M extends Message>(table: MessageTable<M>, init: Init<M>): M {
  return fromBinary(table, toBinary(table, init));
}

/**
 * Reads a message. Fields that it does not know are passed over.
 * @throws MalformedMessage
 */
export function fromBinary<M extends Message>(table: MessageTable<M>, bytes: Uint8Array): M {
  const message = table.empty();
  readInto(message, table, bytes);
  return message;
}

/** Writes a message. */
export function toBinary<M extends Message>(table: MessageTable<M>, init: Init<M>): Uint8Array {
  const writer = new WireWriter();
  writeFields(writer, table, init);
  return writer.finish();
}

const fieldsByNumber = new WeakMap<MessageTable, ReadonlyMap<number, Field>>();

function fieldsOf(table: MessageTable): ReadonlyMap<number, Field> {
  const known = fieldsByNumber.get(table);
  if (known !== undefined) return known;
  const fields = new Map(table.fields().map((field) => [field[0], field]));
  fieldsByNumber.set(table, fields);
  return fields;
}

function readInto(message: object, table: MessageTable, bytes: Uint8Array): void {
  const fields = fieldsOf(table);
  const reader = new WireReader(bytes);
  while (!reader.ended) {
    const { field: number, wire } = reader.tag();
    const field = fields.get(number);
    if (field === undefined) reader.skip(wire);
    else readField(message, field, reader, wire);
  }
}

function readField(message: object, [, name, type, presence]: Field, reader: WireReader, wire: number): void {
  const expected = type === "bool" || type === "int64" || type === "int32" ? wireType.varint : wireType.bytes;
  if (wire !== expected) throw new MalformedMessage(`${name} has the wire type ${wire}`);
  if (presence === "list") {
    const list: unknown = Reflect.get(message, name);
    if (Array.isArray(list)) list.push(readValue(type, reader, undefined));
  } else if (presence === "map") {
    readEntry(Reflect.get(message, name), type, reader.bytes());
  } else if (typeof presence === "object") {
    const before: unknown = Reflect.get(message, presence.oneof);
    const same = isObject(before) && before.case === name ? before.value : undefined;
    Reflect.set(message, presence.oneof, { case: name, value: readValue(type, reader, same) });
  } else {
    Reflect.set(message, name, readValue(type, reader, Reflect.get(message, name)));
  }
}

/** `before` is the message that an earlier part of the same field has given: the two are merged. */
function readValue(type: Scalar | MessageTable, reader: WireReader, before: unknown): unknown {
  if (typeof type === "string") return reader[type]();
  const message = isObject(before) ? before : type.empty();
  readInto(message, type, reader.bytes());
  return message;
}

/** A map is a list of messages with a key (1) and a value (2). */
function readEntry(map: unknown, type: Scalar | MessageTable, bytes: Uint8Array): void {
  const reader = new WireReader(bytes);
  let key = "";
  let value: unknown = typeof type === "string" ? "" : type.empty();
  while (!reader.ended) {
    const { field, wire } = reader.tag();
    if (field === 1 && wire === wireType.bytes) key = reader.string();
    else if (field === 2 && wire === wireType.bytes) value = readValue(type, reader, undefined);
    else reader.skip(wire);
  }
  if (isObject(map)) Object.defineProperty(map, key, { value, ...ordinary });
}

const ordinary = { configurable: true, enumerable: true, writable: true };

function writeFields(writer: WireWriter, table: MessageTable, message: object): void {
  for (const field of fieldsOf(table).values()) {
    const [number, name, type, presence] = field;
    if (typeof presence === "object") {
      const chosen: unknown = Reflect.get(message, presence.oneof);
      if (isObject(chosen) && chosen.case === name) writeValue(writer, number, type, chosen.value);
      continue;
    }
    const value: unknown = Reflect.get(message, name);
    if (value === undefined) continue;
    if (presence === "list") {
      if (Array.isArray(value)) for (const element of value) writeValue(writer, number, type, element);
    } else if (presence === "map") {
      for (const [key, element] of Object.entries(Object(value))) {
        writer.message(number, () => {
          writeValue(writer, 1, "string", key);
          writeValue(writer, 2, type, element);
        });
      }
    } else if (presence === "optional" || !isDefault(value)) {
      writeValue(writer, number, type, value);
    }
  }
}

function writeValue(writer: WireWriter, number: number, type: Scalar | MessageTable, value: unknown): void {
  if (typeof type === "object" && isObject(value)) {
    writer.message(number, () => writeFields(writer, type, value));
  } else if (typeof value === "string" && type === "string") writer.string(number, value);
  else if (value instanceof Uint8Array && type === "bytes") writer.bytes(number, value);
  else if (typeof value === "bigint" && type === "int64") writer.int64(number, value);
  else if (typeof value === "number" && type === "int32") writer.int64(number, BigInt(value));
  else if (typeof value === "boolean" && type === "bool") writer.int64(number, value ? 1n : 0n);
  else throw new TypeError(`field ${number} of a message has a value of the wrong type`);
}

/** Fields without presence are left out when they hold this. */
function isDefault(value: unknown): boolean {
  return !value || (value instanceof Uint8Array && value.byteLength === 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
