/**
 * The time zones named in Prefect's OpenAPI document, where they make up the pattern of an rrule schedule's `timezone`.
 * @throws Error when they are not there.
 */
export function timezonesOf(document: string): string[] {
  const pattern = /"pattern":\s*"(Africa\/Abidjan\|[^"]*)"/.exec(document)?.[1];
  if (pattern === undefined) throw new Error("The OpenAPI document names no time zones.");
  return pattern.split("|");
}
