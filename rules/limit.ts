import { uuid } from "./uuid";
import { accepted, refused, type Verdict } from "./verdict";

/** What values an attribute takes, in data. */
export type Limit =
  | { readonly least: number; readonly most?: number }
  | { readonly words: readonly string[] }
  | { readonly form: Form };

export type Form = "whole number" | "UUID" | "name" | "slug" | "not empty";

/** Judges a number or a text; anything else is none of a limit's business, and accepted. */
export function withinLimit(limit: Limit, value: unknown): Verdict {
  const fault =
    typeof value === "number"
      ? numberFault(limit, value)
      : typeof value === "string"
        ? textFault(limit, value)
        : undefined;
  return fault === undefined ? accepted : refused(fault);
}

function numberFault(limit: Limit, value: number): string | undefined {
  if ("form" in limit) {
    const isFine = limit.form !== "whole number" || Number.isSafeInteger(value);
    return isFine ? undefined : `${value} was given; it must be a whole number.`;
  }
  if (!("least" in limit)) return undefined;
  const { least, most = Number.POSITIVE_INFINITY } = limit;
  if (value >= least && value <= most) return undefined;
  const range = limit.most === undefined ? `${least} or more` : `between ${least} and ${limit.most}`;
  return `${value} was given; it must be ${range}.`;
}

function textFault(limit: Limit, value: string): string | undefined {
  const given = `${JSON.stringify(value)} was given;`;
  if ("words" in limit) {
    const words = limit.words.map((word) => `"${word}"`).join(", ");
    return limit.words.includes(value) ? undefined : `${given} it must be one of ${words}.`;
  }
  if (!("form" in limit)) return undefined;
  switch (limit.form) {
    case "UUID": {
      const verdict = uuid(value);
      return verdict.verdict === "accepted" ? undefined : verdict.reason;
    }
    case "name":
      return /^[^/%&><]+$/.test(value)
        ? undefined
        : `${given} a name must not be empty and must hold none of / % & > <.`;
    case "slug":
      return /^[a-z0-9-]+$/.test(value)
        ? undefined
        : `${given} it must consist of lower-case letters, digits and dashes.`;
    case "not empty":
      return value === "" ? `${given} it needs at least one character.` : undefined;
    case "whole number":
      return undefined;
  }
}
