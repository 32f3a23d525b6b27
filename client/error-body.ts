import type { FieldError } from "./errors";
import { readValidation } from "./validation-errors";

export interface ErrorBody {
  readonly detail: string;
  readonly isJson: boolean;
  readonly fields: readonly FieldError[];
}

const longestText = 300;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A text without what must not be shown. */
type Hide = (text: string) => string;

const hideNothing: Hide = (text) => text;

const shortened = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText)}…` : text;

/** What a text that is not JSON looks like, in a few words. */
export function describeText(whole: string, contentType: string | undefined, hide: Hide): string {
  const text = hide(whole);
  if (text.trim() === "") return "an empty answer";
  const isPage = contentType?.includes("html") === true || /^\s*<(!doctype html|html)/i.test(text);
  if (!isPage && /\p{Cc}/u.test(oneLine(text))) return "bytes that are no text";
  if (!isPage) return `the text "${shortened(oneLine(text))}"`;
  const title = oneLine(/<title[^>]*>([\s\S]*?)<\/title>/i.exec(text)?.[1] ?? "");
  return title === "" ? "a web page" : `a web page titled "${shortened(title)}"`;
}

/** `["schedules", 0, "cron"]` as `schedules[0].cron`. */
export const formatPath = (path: readonly (string | number)[]): string =>
  path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join("");

const formatField = ({ path, message }: FieldError): string =>
  path.length === 0 ? message : `${formatPath(path)}: ${message}`;

/** Complaints in one line. */
export const formatFields = (fields: readonly FieldError[]): string => fields.map(formatField).join("; ");

/**
 * Reads what the server says of a failure. Only its words are taken: it also sends the request's body back.
 * @param sentBody the request's body, to tell the names of fields from those of types in the places it names
 * @param hide for what is cut short here: a part of a secret would not be found in it later
 */
export function readErrorBody(
  text: string,
  contentType: string | undefined,
  sentBody: string | undefined,
  hide: Hide = hideNothing,
): ErrorBody {
  const body = parse(text);
  if (!isObject(body)) {
    const detail = typeof body === "string" ? body : describeText(text, contentType, hide);
    return { detail, isJson: body !== undefined, fields: [] };
  }
  const list = [body.exception_detail, body.detail].find((value) => Array.isArray(value));
  const fields = Array.isArray(list)
    ? readValidation(list, sentBody === undefined ? undefined : parse(sentBody))
    : [];
  if (fields.length > 0) return { detail: formatFields(fields), isJson: true, fields };
  const words = [body.detail, body.exception_message, body.exception_detail, body.message, body.error];
  const detail = words.find((word) => typeof word === "string" && word !== "");
  return { detail: typeof detail === "string" ? detail : "no explanation", isJson: true, fields: [] };
}
