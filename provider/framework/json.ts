import { isCtyNumber } from "../cty/number";
import { isJsonObject, parseExactJson, sameJson } from "./exact-json";
import { depthFault } from "./json-depth";
import type { Kind } from "./kind";
import { text } from "./scalars";

interface JsonOptions {
  readonly label: string;
  /** Equality of the parsed documents; by default structural. */
  readonly same?: (wanted: unknown, actual: unknown) => boolean;
  readonly answers?: (wanted: unknown, actual: unknown) => boolean;
  readonly fault?: (value: unknown) => string | undefined;
}

function parsed(source: string): { readonly value: unknown } | { readonly error: string } {
  try {
    return { value: parseExactJson(source) };
  } catch (error) {
    const position = error instanceof Error ? /at position \d+/.exec(error.message)?.[0] : undefined;
    return {
      error: `It is not valid JSON${position === undefined ? "" : ` (${position})`}. Use jsonencode({ … }).`,
    };
  }
}

/** Python reads no longer ones. */
const mostDigits = 4300;

/** What every server fails on, or keeps as null: half a character of UTF-16, and a number beyond a double. */
function unstorable(value: unknown): string | undefined {
  if (typeof value === "string") {
    return /\p{Surrogate}/u.test(value)
      ? "It holds half a character (`\\ud800` to `\\udfff` alone)."
      : undefined;
  }
  if (isCtyNumber(value)) {
    // As it is written: a server takes 1e400 for a double, and 1 with 400 zeros for a whole number.
    const digits = String(value);
    if (/^-?\d+$/.test(digits)) {
      return digits.length > mostDigits
        ? `It holds a whole number of more than ${mostDigits} digits. Give it as a string.`
        : undefined;
    }
    return Number.isFinite(Number(digits))
      ? undefined
      : `It holds the number ${digits}; 1.8e308 is the largest that there is.`;
  }
  const inside: readonly unknown[] = Array.isArray(value)
    ? value
    : isJsonObject(value)
      ? Object.values(value)
      : [];
  for (const one of inside) {
    const fault = unstorable(one);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** A string that holds a JSON document; equal by content. */
export function jsonText(options: JsonOptions): Kind<string> {
  const { same = sameJson, answers = () => false } = options;
  const bothParsed =
    (judge: (wanted: unknown, actual: unknown) => boolean) =>
    (wanted: string, actual: string): boolean => {
      const left = parsed(wanted);
      const right = parsed(actual);
      return "value" in left && "value" in right && judge(left.value, right.value);
    };
  return text({
    label: options.label,
    same: bothParsed(same),
    answers: bothParsed(answers),
    fault: (source) => {
      const document = parsed(source);
      if ("error" in document) return document.error;
      return depthFault(document.value) ?? unstorable(document.value) ?? options.fault?.(document.value);
    },
  });
}

export const json = jsonText({ label: "a JSON document" });

const objectFault = (value: unknown): string | undefined =>
  isJsonObject(value) ? undefined : "It is JSON, but not an object. Use jsonencode({ … }).";

/** A JSON document that is an object. */
export const jsonObject = (equality: Pick<JsonOptions, "same" | "answers"> = {}): Kind<string> =>
  jsonText({ label: "a JSON object", fault: objectFault, ...equality });
