import { isJsonNumber, type JsonValue } from "../../client";
import { type Expression, type Fields, object, type Secret } from "./expression";
import { isRecord } from "./given";

/** Makes a secret of a value that must not stand in a file. */
export type Withhold = (place: readonly string[], description: string, type?: Secret["type"]) => Secret;

/** Values without their secrets, and these alone. */
export interface Split {
  readonly plain: { readonly [name: string]: JsonValue };
  readonly hidden: Fields;
}

const secretName =
  /(^|[_-])(token|password|passwd|pwd|secret|api_?key|private_?key|access_?key|secret_?key|credentials)$/i;

/** A value that is a secret by its name, or an address with a password in it; no template that a worker fills in. */
export function isSecret(name: string, value: JsonValue): boolean {
  if (typeof value !== "string" || value === "") return false;
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/@{}\s]*:[^/@{}\s]+@/i.test(value)) return true;
  if (/^https?:\/\/[^/@{}\s:]+@/i.test(value)) return true;
  // A file that holds credentials is named by its path.
  return secretName.test(name) && !value.includes("{{") && !/^\.{0,2}\//.test(value);
}

/** Is there a secret in it, at any depth? */
export function holdsSecret(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  return (
    isObject(value) && Object.entries(value).some(([name, one]) => isSecret(name, one) || holdsSecret(one))
  );
}

/**
 * Takes the secrets out of values. What is written apart is merged over the rest, objects key by key and anything else
 * whole: a list with a secret in it is a secret.
 *
 * @param about what the values are of: `pull step`
 */
export function splitSecrets(
  values: { readonly [name: string]: JsonValue },
  about: string,
  withhold: Withhold,
  place: readonly string[] = [],
): Split {
  const plain: { [name: string]: JsonValue } = {};
  const hidden: (readonly [string, Expression])[] = [];
  for (const [name, value] of Object.entries(values)) {
    const path = [...place, name];
    const description = `${path.join(".")} of the ${about}`;
    if (isSecret(name, value)) hidden.push([name, withhold(path, description)]);
    else if (Array.isArray(value) && holdsSecret(value))
      hidden.push([name, withhold(path, description, "any")]);
    else if (isObject(value) && holdsSecret(value)) {
      const inner = splitSecrets(value, about, withhold, path);
      if (Object.keys(inner.plain).length > 0) plain[name] = { ...inner.plain };
      hidden.push([name, object(inner.hidden)]);
    } else plain[name] = value;
  }
  return { plain, hidden };
}

const isObject = (value: JsonValue): value is { [name: string]: JsonValue } =>
  isRecord(value) && !isJsonNumber(value);
