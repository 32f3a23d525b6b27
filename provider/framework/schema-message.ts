import { typeToBytes } from "../cty/type";
import {
  type Schema,
  type Schema_Attribute,
  Schema_AttributeSchema,
  Schema_BlockSchema,
  Schema_Object_NestingMode,
  Schema_ObjectSchema,
  SchemaSchema,
  StringKind,
} from "../tfplugin6/generated/messages";
import { create } from "../tfplugin6/message";
import type { AttributeFacts, Kind, SchemaFacts } from "./kind";

/** The wire form of a schema. */
export function schemaMessage(attributes: SchemaFacts, doc: string, version = 0): Schema {
  return create(SchemaSchema, {
    version: BigInt(version),
    block: create(Schema_BlockSchema, {
      version: BigInt(version),
      attributes: attributeMessages(attributes),
      description: doc,
      descriptionKind: StringKind.MARKDOWN,
    }),
  });
}

const attributeMessages = (attributes: SchemaFacts): Schema_Attribute[] =>
  Object.entries(attributes).map(([name, attribute]) => attributeMessage(name, attribute));

function attributeMessage(name: string, { kind, mode, words }: AttributeFacts): Schema_Attribute {
  const nested = nesting(kind);
  return create(Schema_AttributeSchema, {
    name,
    ...(nested === undefined
      ? { type: typeToBytes(kind.cty) }
      : {
          nestedType: create(Schema_ObjectSchema, {
            attributes: attributeMessages(nested.attributes),
            nesting: nested.mode,
          }),
        }),
    description: words.doc ?? "",
    descriptionKind: StringKind.MARKDOWN,
    required: mode === "required",
    optional: mode === "optional" || mode === "optionalComputed",
    computed: mode === "computed" || mode === "optionalComputed",
    sensitive: words.sensitive === true,
    writeOnly: words.writeOnly === true,
    deprecated: words.deprecated !== undefined,
    deprecationMessage: words.deprecated ?? "",
  });
}

const collectionNesting = {
  list: Schema_Object_NestingMode.LIST,
  set: Schema_Object_NestingMode.SET,
  map: Schema_Object_NestingMode.MAP,
} as const;

interface Nesting {
  readonly attributes: SchemaFacts;
  readonly mode: Schema_Object_NestingMode;
}

/** An object, or a collection of objects, is a nested attribute; everything else is a plain type. */
function nesting({ shape }: Kind<unknown>): Nesting | undefined {
  if (shape.is === "scalar") return undefined;
  if (shape.is === "object") return { attributes: shape.attributes, mode: Schema_Object_NestingMode.SINGLE };
  const inner = shape.element.shape;
  return inner.is === "object"
    ? { attributes: inner.attributes, mode: collectionNesting[shape.is] }
    : undefined;
}
