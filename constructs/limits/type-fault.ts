import { Token } from "../framework";
import { described } from "../shown";
import type { AttributeType } from "./attribute-limits";

const isText = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);

const isNumber = (value: unknown): boolean =>
  Number.isFinite(value) ||
  (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));

const isFlag = (value: unknown): boolean =>
  typeof value === "boolean" || value === "true" || value === "false";

const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What Terraform takes for each: it reads a number as a text, and a text of digits as a number. */
const types: Readonly<Record<AttributeType, readonly [(value: unknown) => boolean, string]>> = {
  text: [isText, "a text"],
  number: [isNumber, "a number"],
  flag: [isFlag, "true or false"],
  list: [Array.isArray, "a list"],
  texts: [Array.isArray, "a list of texts"],
  object: [isObject, "an object"],
  map: [isObject, "an object of texts"],
};

/**
 * Why Terraform would not take a value for an attribute's; undefined: it would, or only an apply knows. A number that
 * is none would be left out without a word. Nothing of what is in a list or an object is quoted.
 */
export function typeFault(type: AttributeType, value: unknown): string | undefined {
  if (Token.isUnresolved(value)) return undefined;
  const [isOfType, needed] = types[type];
  if (!isOfType(value)) return `${described(value)} was given; ${needed} is needed.`;
  if (type !== "texts" || !Array.isArray(value)) return undefined;
  const wrong = value.find((one) => !isText(one) && !Token.isUnresolved(one));
  return wrong === undefined ? undefined : `${described(wrong)} is in the list; ${needed} is needed.`;
}
