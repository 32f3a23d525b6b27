import { type JsonValue, stringifyJson } from "../../client";
import type { Value } from "./value";

/** What a terminal would obey or hide: controls, marks of direction, what has no width. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
};

/** A text on one line, in which nothing is left that changes how a terminal shows the rest. */
export const oneLine = (text: string): string =>
  text.replace(/\n/g, "\\n").replace(/\t/g, "\\t").replace(unseen, escaped);

const jsonText = (value: JsonValue): string => oneLine(stringifyJson(value));

/** A value as people read it, on one line: JSON, or a word in parentheses. */
export function valueText(value: Value): string {
  switch (value.is) {
    case "given":
      return jsonText(value.value);
    case "absent":
      return "(none)";
    case "sensitive":
      return "(sensitive)";
    case "unknown":
      return "(known after apply)";
  }
}
