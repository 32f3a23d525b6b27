import { isLosslessNumber } from "lossless-json";
import { Fn, TerraformLocal, TerraformVariable, Token } from "../framework";
import type { JsonInput, JsonObject } from "../json-input";
import type { Place } from "./place";
import { isList, mapping } from "./shapes";
import type { Step } from "./steps";

/**
 * The outputs of build and push steps as placeholders find them: by a step's id (`build-image.image`), and by the
 * output's name alone, where a later step's stands over an earlier one's.
 *
 * @param given by step id; what is no step's id is an output by its name alone
 */
export function outputsOf(steps: readonly Step[], given: JsonObject, place: Place): JsonObject {
  const ids = steps.flatMap(({ id }) => id ?? []);
  const named = ids.flatMap((id) => {
    const outputs = memberOf(given, id);
    if (outputs === undefined || Token.isUnresolved(outputs)) return [];
    return Object.entries(mapping(outputs, place.at(id)) ?? {});
  });
  return { ...Object.fromEntries(named), ...given };
}

/** What stands at a path such as `build-image.tags[0]`; undefined: nothing. Below a token, a token of what is there. */
export function outputAt(outputs: JsonObject, path: string): { readonly value: JsonInput } | undefined {
  let value: JsonInput = outputs;
  const steps = path.replaceAll("[", ".").replaceAll("]", "").split(".");
  for (const [depth, step] of steps.entries()) {
    if (Token.isUnresolved(value)) {
      const rest = steps.slice(depth).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
      return { value: Token.asAny(Fn.lookupNested(value, rest)) };
    }
    const next = memberOf(value, step);
    if (next === undefined) return undefined;
    value = referenceTo(next);
  }
  return { value };
}

/** A variable of the stack stands for its value. */
const referenceTo = (value: JsonInput): JsonInput =>
  value instanceof TerraformVariable || value instanceof TerraformLocal ? value.fqn : value;

function memberOf(value: JsonInput, key: string): JsonInput {
  if (isList(value)) return /^-?\d+$/.test(key) ? value.at(Number(key)) : undefined;
  if (typeof value !== "object" || value === null || isLosslessNumber(value)) return undefined;
  const found = Object.entries(value).find(([name]) => name === key);
  return found?.[1];
}
