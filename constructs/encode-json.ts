import { type IConstruct, type IResolvable, type IResolveContext, Token } from "./framework";
import type { JsonInput, JsonObject } from "./json-input";
import type { JsonNode } from "./json-node";
import { printHcl, printJson } from "./print-json";
import { readJson } from "./read-json";

/**
 * A value as the text of an attribute that holds JSON.
 *
 * Without tokens it is plain JSON. With tokens it is a token itself, which becomes JSON text with
 * `${jsonencode(…)}` in the places that are known only at apply: so numbers, key order and nulls stay as given.
 *
 * @param construct whose path is named in errors
 * @param attribute named in errors, as in `parameters`
 * @returns undefined for undefined
 * @throws Error naming the construct and the key for what JSON cannot hold
 *
 * @example
 * ```ts
 * encodeJson(this, "parameters", { table: "orders", bucket: bucket.name, since: new Date(0) })
 * // {"table":"orders","bucket":${jsonencode(aws_s3_bucket.b.name)},"since":"1970-01-01T00:00:00.000Z"}
 * ```
 */
export function encodeJson(construct: IConstruct, attribute: string, value: JsonInput): string | undefined {
  return encode(`${construct.node.path}: ${attribute}`, value);
}

/** As {@link encodeJson}, for attributes that hold an object: text or a list there is a mistake. */
export function encodeJsonObject(
  construct: IConstruct,
  attribute: string,
  value: JsonObject | undefined,
): string | undefined {
  return encode(`${construct.node.path}: ${attribute}`, value, ({ kind }) => {
    if (kind === "object" || kind === "expression") return;
    throw new Error(
      `${construct.node.path}: ${attribute}: an object is needed; for text that holds JSON use JSON.parse, or Fn.jsondecode when it is known only at apply`,
    );
  });
}

function encode(
  where: string,
  value: JsonInput,
  check: (node: JsonNode) => void = () => undefined,
): string | undefined {
  let tokens = false;
  const sawToken = () => {
    tokens = true;
  };
  const node = readJson(value, { where, target: "json", sawToken });
  if (!node) return undefined;
  check(node);
  if (!tokens) return printJson(node);
  return Token.asString(
    new Encoded((context) => {
      const resolved = readJson(value, { where, target: "json", context });
      return resolved && printJson(resolved);
    }),
  );
}

/**
 * A value for an attribute of any type (`dynamic`): a native Terraform expression, since the generated setter of
 * such an attribute turns `5` into `{}` and lists into objects.
 *
 * @throws Error as {@link encodeJson} does, and for half a surrogate pair, which no Terraform text can hold
 */
export function encodeDynamic(construct: IConstruct, attribute: string, value: JsonInput): IResolvable {
  const where = `${construct.node.path}: ${attribute}`;
  const print = (node: JsonNode | undefined) => (node ? `\${${printHcl(node)}}` : undefined);
  readJson(value, { where, target: "hcl" });
  return new Encoded((context) => print(readJson(value, { where, target: "hcl", context })));
}

/** Text that is resolved when the framework comes to it, when all tokens can be looked through. */
class Encoded implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(readonly resolve: (context: IResolveContext) => string | undefined) {}

  toString(): string {
    return Token.asString(this);
  }
}
