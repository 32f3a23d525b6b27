import { isCtyNumber, numberText } from "../cty/number";
import type { CtyValue } from "../cty/value";

/** A rule for whole numbers with a lower (and perhaps an upper) bound. */
export const atLeast =
  (lowest: number, highest = Number.MAX_SAFE_INTEGER) =>
  (value: CtyValue): string | undefined => {
    if (!isCtyNumber(value)) return undefined;
    const number = Number(numberText(value));
    if (number >= lowest && number <= highest) return undefined;
    const range =
      highest === Number.MAX_SAFE_INTEGER ? `${lowest} or more` : `between ${lowest} and ${highest}`;
    return `${numberText(value)} was given; it must be ${range}.`;
  };

/** A rule for strings that must be one of a few words. */
export const oneOf =
  (...words: readonly string[]) =>
  (value: CtyValue): string | undefined =>
    typeof value === "string" && !words.includes(value)
      ? `"${value}" was given; it must be one of ${words.map((word) => `"${word}"`).join(", ")}.`
      : undefined;

/** A rule for names that the server takes in its paths. */
export const objectName = (value: CtyValue): string | undefined =>
  typeof value === "string" && !/^[^/%&><]+$/.test(value)
    ? `${JSON.stringify(value)} was given; a name must not be empty and must hold none of / % & > <.`
    : undefined;

/** A rule for tags with a limit: as names, and none at all is one too. */
export const limitedTag = (value: CtyValue): string | undefined =>
  value === "" ? undefined : objectName(value);

/** A rule for slugs: lower-case letters, digits and dashes. */
export const slug = (value: CtyValue): string | undefined =>
  typeof value === "string" && !/^[a-z0-9-]+$/.test(value)
    ? `${JSON.stringify(value)} was given; it must consist of lower-case letters, digits and dashes.`
    : undefined;
