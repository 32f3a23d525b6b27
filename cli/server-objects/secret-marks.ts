import type { JsonValue } from "../../client";
import type { Marks } from "../report/value";
import { hiddenJson, hiddenText } from "./hidden-secrets";
import { isRecord, type JsonObject } from "./records";

/** Names of parameters, of environment variables and of headers whose values are secrets. */
const secretName =
  /(^|_)(token|password|passwd|pwd|passphrase|secret|api_?key|private_?key|access_?key|secret_?key|credentials|authorization|auth_string|connection_string)$/i;

/** `accessToken` and `X-Api-Key` are words as `access_token` is. */
const isSecretName = (name: string): boolean =>
  secretName.test(name.replace(/([a-z\d])([A-Z])/g, "$1_$2").replace(/[-. ]/g, "_"));

/** What a worker fills in stands there for a secret, and is none. */
const isTemplate = (text: string): boolean => /^\s*(?:(?:bearer|basic|token)\s+)?\{\{.*\}\}\s*$/is.test(text);

/** An address with a password or token in it, or the value of an Authorization header. */
const holdsSecret = (text: string): boolean =>
  /\b(?!(?:git\+)?ssh:)[a-z][a-z+.]{0,20}:\/\/[^\s/@{}"']+@/i.test(text) ||
  /^\s*(?:bearer|basic|token)\s+[\w.~+/=-]{16,}\s*$/i.test(text) ||
  /\bauthorization["']?\s*[:=]\s*["']?(?!\{\{|(?:bearer|basic|token)\s+\{\{)[^\s"']/i.test(text);

/** Whether a server, or the reader of an answer, has put it in place of a secret. */
export const isHidden = (value: JsonValue | undefined): boolean =>
  value === hiddenText || value === hiddenJson;

/** The path of a file with a secret is none. */
const isPath = (text: string): boolean => /^\.{0,2}\/[^\s]*$/.test(text);

const isSecretText = (text: string): boolean => text !== "" && !isTemplate(text) && !isPath(text);

/** Where a property of a job template holds its value; what else a JSON Schema says of a secret is none. */
const valuesOfSchema = ["default", "const", "examples", "enum"];

const isSchema = (value: object): boolean =>
  ["type", "anyOf", "allOf", "oneOf", "title", "$ref", "$defs"].some((key) => Object.hasOwn(value, key));

/** What refers to a block (`{ "$ref": { "block_document_id": … } }`) holds nothing of it. */
const isReference = (value: JsonObject): boolean => Object.keys(value).length === 1 && isRecord(value.$ref);

/**
 * Which parts of an object may not be shown: what servers hide, and what is a secret by the name of its place
 * (`env.API_TOKEN`, `access_token`) or by its own look (`https://user:password@host`).
 * @param isSecret whether it stands in such a place
 */
export function secretMarks(value: JsonValue, isSecret = false): Marks {
  if (typeof value === "string") {
    return isHidden(value) || (isSecret ? isSecretText(value) : holdsSecret(value));
  }
  if (Array.isArray(value)) return value.map((one) => secretMarks(one, isSecret));
  if (!isRecord(value)) return isSecret && value !== null && typeof value !== "boolean";
  if (isReference(value)) return false;
  // Kubernetes has lists of { name, value }.
  const isNamed = typeof value.name === "string" && isSecretName(value.name);
  const holds = (key: string): boolean =>
    isSecretName(key) ||
    (isNamed && key === "value") ||
    (isSecret && (!isSchema(value) || valuesOfSchema.includes(key)));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, secretMarks(inner, holds(key))]),
  );
}

/** The same for an attribute of an object that has a name of its own, such as a variable. */
export const marksOfVariable = (name: string, values: { readonly [attribute: string]: JsonValue }): Marks =>
  Object.fromEntries(
    Object.entries(values).map(([attribute, value]) => [
      attribute,
      secretMarks(value, attribute === "value" && isSecretName(name)),
    ]),
  );
