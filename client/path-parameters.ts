import { PrefectPathError } from "./errors";

/**
 * Puts parameters into a path template, every one escaped.
 * @example fillPath("/variables/name/{name}", { name: "a/b" }) // "/variables/name/a%2Fb"
 * @throws PrefectPathError for one that is missing or empty: the path would be that of another operation
 */
export function fillPath(template: string, parameters: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_match, name: string) => {
    const value = parameters[name];
    const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
    if (text === "") throw new PrefectPathError(template, name);
    return encodeURIComponent(text);
  });
}
