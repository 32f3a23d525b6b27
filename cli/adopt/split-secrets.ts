import type { JsonValue } from "../../client";
import { isMarked, sensitivePart } from "../report/marks";
import type { Marks } from "../report/value";
import { isRecord, type JsonObject } from "../server-objects/records";
import { secretMarks } from "../server-objects/secret-marks";
import { type Expression, type Fields, object, type Secret } from "./expression";

/** Makes a secret of a value that must not stand in a file. */
export type Withhold = (place: readonly string[], description: string, type?: Secret["type"]) => Secret;

/** Values without their secrets, and these alone. */
export interface Split {
  readonly plain: { readonly [name: string]: JsonValue };
  readonly hidden: Fields;
}

/** Is there a secret in it, at any depth? */
export const holdsSecret = (value: JsonValue): boolean => isMarked(secretMarks(value));

/**
 * Takes the secrets out of values. What is written apart is merged over the rest, objects key by key and anything else
 * whole: a list with a secret in it is a secret.
 *
 * @param about what the values are of: `pull step`
 */
export function splitSecrets(values: JsonObject, about: string, withhold: Withhold): Split {
  return splitMarked(values, secretMarks(values), about, withhold, []);
}

function splitMarked(
  values: JsonObject,
  marks: Marks,
  about: string,
  withhold: Withhold,
  place: readonly string[],
): Split {
  const plain: { [name: string]: JsonValue } = {};
  const hidden: (readonly [string, Expression])[] = [];
  for (const [name, value] of Object.entries(values)) {
    const mark = sensitivePart(marks, name);
    const path = [...place, name];
    if (!isMarked(mark)) plain[name] = value;
    else if (isRecord(value) && typeof mark === "object") {
      const inner = splitMarked(value, mark, about, withhold, path);
      if (Object.keys(inner.plain).length > 0) plain[name] = { ...inner.plain };
      hidden.push([name, object(inner.hidden)]);
    } else {
      const type = typeof value === "string" ? "string" : "any";
      hidden.push([name, withhold(path, `${path.join(".")} of the ${about}`, type)]);
    }
  }
  return { plain, hidden };
}
