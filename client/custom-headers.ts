import { validateHeaderName, validateHeaderValue } from "node:http";
import { PrefectSettingsError } from "./errors";

/** Headers by name, or the same as a JSON object in a string. */
export type CustomHeaders = Readonly<Record<string, string>> | string;

/** Headers that this client sets itself, in lower case. */
const protectedHeaders = new Map([
  ["user-agent", "User-Agent"],
  ["prefect-csrf-token", "Prefect-Csrf-Token"],
  ["prefect-csrf-client", "Prefect-Csrf-Client"],
  ["content-type", "Content-Type"],
  ["content-length", "Content-Length"],
  ["transfer-encoding", "Transfer-Encoding"],
  ["connection", "Connection"],
]);

function parseHeaders(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PrefectSettingsError(
      `The custom headers (${source}) are not JSON. Give an object of strings: {"X-Team": "data"}.`,
    );
  }
}

function checkHeader(name: string, value: unknown, source: string): string {
  const own = protectedHeaders.get(name.toLowerCase());
  if (own !== undefined) {
    throw new PrefectSettingsError(
      `The custom header "${name}" (${source}) is protected: ${own} is set by the client itself. Remove it.`,
    );
  }
  if (typeof value !== "string") {
    throw new PrefectSettingsError(
      `The value of the custom header "${name}" (${source}) is not a string. Write it in quotes.`,
    );
  }
  try {
    validateHeaderName(name);
  } catch {
    throw new PrefectSettingsError(
      `The custom header name ${JSON.stringify(name)} (${source}) is not a valid one.`,
    );
  }
  try {
    validateHeaderValue(name, value);
  } catch {
    throw new PrefectSettingsError(
      `The value of the custom header "${name}" (${source}) holds characters that no header may hold.`,
    );
  }
  return value;
}

/**
 * Checks custom headers. An empty string means none.
 * @param source where they come from, for messages
 */
export function parseCustomHeaders(headers: unknown, source: string): Readonly<Record<string, string>> {
  if (typeof headers === "string" && headers.trim() === "") return {};
  const object = typeof headers === "string" ? parseHeaders(headers, source) : headers;
  if (typeof object !== "object" || object === null || Array.isArray(object)) {
    throw new PrefectSettingsError(
      `The custom headers (${source}) are not an object. Give an object of strings: {"X-Team": "data"}.`,
    );
  }
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, checkHeader(name, value, source)]),
  );
}
