import { isJsonObject, parseExactJson, sameJson } from "./exact-json";
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
      return "error" in document ? document.error : options.fault?.(document.value);
    },
  });
}

export const json = jsonText({ label: "a JSON document" });

const objectFault = (value: unknown): string | undefined =>
  isJsonObject(value) ? undefined : "It is JSON, but not an object. Use jsonencode({ … }).";

/** A JSON document that is an object. */
export const jsonObject = (equality: Pick<JsonOptions, "same" | "answers"> = {}): Kind<string> =>
  jsonText({ label: "a JSON object", fault: objectFault, ...equality });
