import { isUnknown, type Unknown, unknown } from "../cty/unknown";
import { parseExactJson } from "../framework/exact-json";
import { mergeJson } from "../framework/json-parts";
import { settingPart } from "../framework/secret-part";

type Text = string | null | Unknown;

/** Not set, or `""`, as another provider's state may have it. */
const document = (text: string | null): unknown => parseExactJson(text === null || text === "" ? "{}" : text);

/**
 * The job variables that a deployment gets: `job_variables_wo` merged over `job_variables`, objects key by key at any
 * depth (one without keys sets nothing). Values of the former are secrets: nothing that is said of the result may quote a value.
 * @returns the parsed JSON object, its numbers exact; unknown while either is
 */
export function mergedJobVariables(plain: Text, writeOnly: Text): unknown {
  if (isUnknown(plain) || isUnknown(writeOnly)) return unknown;
  return mergeJson(document(plain), settingPart(document(writeOnly)));
}
