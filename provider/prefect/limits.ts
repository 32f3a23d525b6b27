import { type Limit, withinLimit } from "../../rules";
import { isCtyNumber, numberText } from "../cty/number";
import type { CtyValue } from "../cty/value";

/** A rule of an attribute that is known as data too, so that constructs hold it at synth. */
export interface LimitCheck {
  (value: CtyValue): string | undefined;
  readonly limit: Limit;
}

function held(limit: Limit): LimitCheck {
  const check = (value: CtyValue): string | undefined => {
    const verdict = withinLimit(limit, isCtyNumber(value) ? Number(numberText(value)) : value);
    return verdict.verdict === "accepted" ? undefined : verdict.reason;
  };
  return Object.assign(check, { limit });
}

/** A rule for numbers with a lower (and perhaps an upper) bound. */
export const atLeast = (least: number, most?: number): LimitCheck =>
  held(most === undefined ? { least } : { least, most });

const largestColumn = 2 ** 31 - 1;

/** A doubt about numbers that Prefect's tables hold in 32 bits on PostgreSQL, and in 64 on SQLite. */
export const wideColumn = (value: CtyValue): string | undefined =>
  isCtyNumber(value) && Math.abs(Number(numberText(value))) > largestColumn
    ? `${numberText(value)} was given; a server with PostgreSQL fails on more than ${largestColumn}, one with SQLite takes it.`
    : undefined;

/** A rule for strings that must be one of a few words. */
export const oneOf = (...words: readonly string[]): LimitCheck => held({ words });

/** A rule for names that the server takes in its paths. */
export const objectName = held({ form: "name" });

/** A rule for names that no object has when they are empty; in a path they would name another one. */
export const notEmpty = held({ form: "not empty" });

/** A rule for tags with a limit: as names, and none at all is one too. */
export const limitedTag = (value: CtyValue): string | undefined =>
  value === "" ? undefined : objectName(value);

/** A rule for slugs: lower-case letters, digits and dashes. */
export const slug = held({ form: "slug" });
