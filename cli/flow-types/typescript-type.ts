/** A JSON Schema as Prefect makes them, of which nothing is certain until looked at. */
export type Schema = unknown;

/** Types made from one JSON Schema, as the lines of a TypeScript module. */
export interface TypeOptions {
  /** Name of the type for the schema itself; those of its definitions begin with it. */
  readonly name: string;
  /** May `{{ … }}` stand for any value, as in job variables? */
  readonly templates?: boolean;
  /** The type for a block within; default: `BlockValue`, a reference to its document or a template. */
  readonly block?: string;
}

/**
 * Declares the values that a JSON Schema admits: a type for the schema, and one for each of its definitions.
 *
 * The declarations refer to `JsonInput`, `JsonObject`, `IResolvable`, `BlockValue` and `Template`, which the module
 * that holds them has to import. A value known only at apply fits everywhere: as text, number or list token, and as
 * an `IResolvable` where TypeScript has no token of the type.
 *
 * @example
 * ```ts
 * declareTypes({ type: "object", properties: { n: { type: "integer" } } }, { name: "P" })
 * // export type P = {
 * //   readonly n?: number | undefined;
 * // };
 * ```
 */
export function declareTypes(schema: Schema, options: TypeOptions): string {
  const printer = new Printer(options);
  const definitions = Object.entries({ ...recordOf(schema, "definitions"), ...recordOf(schema, "$defs") });
  return [
    printer.declaration(options.name, schema),
    ...definitions.map(([name, definition]) => printer.declaration(printer.nameOf(name), definition)),
  ].join("\n");
}

class Printer {
  constructor(private readonly options: TypeOptions) {}

  nameOf(definition: string): string {
    const words = definition
      .split(/[^A-Za-z0-9]+/)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    return `${this.options.name}${words.join("")}`;
  }

  declaration(name: string, schema: Schema): string {
    return `${comment(textOf(schema, "description"), "")}export type ${name} = ${this.type(schema, "")};\n`;
  }

  private type(schema: Schema, indent: string): string {
    if (!isRecord(schema)) return schema === false ? "never" : "JsonInput";
    if (typeof schema.block_type_slug === "string") return this.options.block ?? "BlockValue";
    if (typeof schema.$ref === "string") return this.nameOf(schema.$ref.replace(/^.*\//, ""));
    if ("const" in schema) return JSON.stringify(schema.const);
    if (Array.isArray(schema.enum))
      return union([...schema.enum.map((value) => JSON.stringify(value)), "IResolvable"]);
    const alternatives = schema.anyOf ?? schema.oneOf;
    if (Array.isArray(alternatives)) return union(alternatives.map((one) => this.type(one, indent)));
    if (Array.isArray(schema.allOf)) {
      const parts = schema.allOf.map((one) => this.type(one, indent));
      return parts.length === 1 ? union(parts) : parts.map((part) => `(${part})`).join(" & ");
    }
    if (Array.isArray(schema.type)) {
      return union(schema.type.map((type) => this.type({ ...schema, type }, indent)));
    }
    return this.typed(schema, indent);
  }

  private typed(schema: Readonly<Record<string, unknown>>, indent: string): string {
    switch (schema.type) {
      case "string":
        return schema.format === "date-time" || schema.format === "date" ? "string | Date" : "string";
      case "integer":
      case "number":
        return this.orTemplate("number");
      case "boolean":
        return this.orTemplate("boolean | IResolvable");
      case "null":
        return "null";
      case "array":
        return this.orTemplate(this.list(schema, indent));
      case "object":
        return this.object(schema, indent);
      default:
        return isRecord(schema.properties) ? this.object(schema, indent) : "JsonInput";
    }
  }

  private orTemplate(type: string): string {
    return this.options.templates === true ? `${type} | Template` : type;
  }

  private list({ prefixItems, items }: Readonly<Record<string, unknown>>, indent: string): string {
    if (Array.isArray(prefixItems)) {
      return `readonly [${prefixItems.map((item) => this.type(item, indent)).join(", ")}]`;
    }
    const element = this.type(items, indent);
    return /^[\w]+$/.test(element) ? `readonly ${element}[]` : `ReadonlyArray<${element}>`;
  }

  private object(schema: Readonly<Record<string, unknown>>, indent: string): string {
    const { properties, additionalProperties, required } = schema;
    if (!isRecord(properties)) {
      const value = this.type(additionalProperties === false ? undefined : additionalProperties, indent);
      return this.orTemplate(value === "JsonInput" ? "JsonObject" : `{ readonly [name: string]: ${value} }`);
    }
    const needed = new Set(Array.isArray(required) ? required : []);
    const inner = `${indent}  `;
    const lines = Object.entries(properties).map(([name, property]) => {
      const type = this.type(property, inner);
      const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
      const isOptional = !needed.has(name);
      return [
        comment(documentation(property), inner),
        `${inner}readonly ${key}${isOptional ? "?" : ""}: ${isOptional ? union([type, "undefined"]) : type};\n`,
      ].join("");
    });
    return lines.length === 0 ? "{ readonly [name: string]: never }" : `{\n${lines.join("")}${indent}}`;
  }
}

/** Each alternative once. */
const union = (types: readonly string[]): string => [...new Set(types)].join(" | ");

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function recordOf(schema: Schema, key: string): Readonly<Record<string, unknown>> {
  const value = isRecord(schema) ? schema[key] : undefined;
  return isRecord(value) ? value : {};
}

function textOf(schema: Schema, key: string): string | undefined {
  const value = isRecord(schema) ? schema[key] : undefined;
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function documentation(property: Schema): string | undefined {
  const description = textOf(property, "description");
  const value = isRecord(property) && "default" in property ? property.default : undefined;
  if (value === undefined || value === null) return description;
  return `${description === undefined ? "" : `${description}\n`}Default: ${JSON.stringify(value)}.`;
}

function comment(text: string | undefined, indent: string): string {
  if (text === undefined) return "";
  const lines = text
    .replaceAll("*/", "*\\/")
    .split("\n")
    .map((line) => line.trimEnd());
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`;
}
