import { PrefectSettingsError } from "./errors";
import type { Found } from "./setting-sources";

/** A setting that is a string, without blanks around it. */
export function text(found: Found, what: string): string {
  if (typeof found.value !== "string") {
    throw new PrefectSettingsError(`${what} (${found.source}) is not a string.`);
  }
  return found.value.trim();
}

const booleanWords: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(["true", "t", "yes", "y", "on", "1"].map((word) => [word, true])),
  ...Object.fromEntries(["false", "f", "no", "n", "off", "0"].map((word) => [word, false])),
};

/** A setting that is true or false, in the words that Prefect knows for it. */
export function truth(found: Found | undefined): boolean | undefined {
  if (found === undefined) return undefined;
  if (typeof found.value === "boolean") return found.value;
  // A table of a profile is no text at all.
  const given =
    typeof found.value === "string" || typeof found.value === "number" ? `${found.value}` : undefined;
  const word = given?.trim().toLowerCase() ?? "";
  const value = Object.hasOwn(booleanWords, word) ? booleanWords[word] : undefined;
  if (value === undefined) {
    const what = given === undefined ? "neither true nor false" : `"${given}"`;
    throw new PrefectSettingsError(`${found.source} is ${what}. Use true or false.`);
  }
  return value;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A setting that is a UUID. */
export function identifier(found: Found | undefined, what: string): string | undefined {
  if (found === undefined) return undefined;
  const id = text(found, what);
  if (!uuid.test(id)) throw new PrefectSettingsError(`${what} "${id}" (${found.source}) is not a UUID.`);
  return id;
}
