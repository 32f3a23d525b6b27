import type { BlockDocument, JsonValue } from "../../client";
import { isRecord, recordOf } from "./records";

/** What a server says in place of a secret. */
export const hiddenText = "********";

/** What stands here in place of a secret that is no text. */
export const hiddenJson = "******** (no text)";

/**
 * A block with all of its secrets hidden. A server hides those that are texts; what is an object, such as the
 * service account of a `secret` block, it tells as it is.
 */
export function withHiddenSecrets(block: BlockDocument): BlockDocument {
  const data = { ...recordOf(block.data) };
  const fields = recordOf(block.block_schema?.fields).secret_fields;
  if (!Array.isArray(fields)) return block;
  for (const field of fields) if (typeof field === "string") hide(data, field.split("."));
  return { ...block, data };
}

/** A `*` stands for every key of an object, and for all below it. */
function hide(holder: { [name: string]: JsonValue }, [name, ...rest]: readonly string[]): void {
  if (name === undefined) return;
  const names = name === "*" ? Object.keys(holder) : Object.hasOwn(holder, name) ? [name] : [];
  for (const each of names) {
    const value = holder[each];
    if (value === null || value === undefined || value === hiddenJson) continue;
    if (rest.length > 0 && isRecord(value)) {
      const inner = { ...value };
      hide(inner, rest);
      holder[each] = inner;
    } else if (rest.length === 0 || rest[0] === "*") {
      holder[each] = typeof value === "string" ? hiddenText : hiddenJson;
    }
  }
}
