import type { FoundFlow } from "./list-flows";
import { declareTypes } from "./typescript-type";

/**
 * A TypeScript module that declares the parameters of flows: a type for each, and `PrefectFlowParameters`, by which
 * `Flow.fromEntrypoint` knows them. The same flows always give the same text.
 */
export function moduleText(flows: readonly FoundFlow[]): string {
  const sorted = [...flows].sort((a, b) => (a.entrypoint < b.entrypoint ? -1 : 1));
  const names = typeNames(sorted.map(({ entrypoint }) => entrypoint));
  const declarations = sorted.map(({ entrypoint, schema }, index) =>
    declareTypes(described(schema, entrypoint), { name: names[index] ?? "" }),
  );
  const body = declarations.join("\n");
  const uses = (name: string) => new RegExp(`\\b${name}\\b`).test(body);
  const own = ["BlockValue", "JsonInput", "JsonObject"].filter(uses);
  return [
    '// Made by cdktf-prefect flow-types. Do not edit. Import it where the stack is: import "./flow-types";',
    ...(uses("IResolvable") ? ['import type { IResolvable } from "cdktf";'] : []),
    ...(own.length > 0 ? [`import type { ${own.join(", ")} } from "cdktf-provider-prefect";`] : []),
    "",
    body,
    "declare global {",
    "  interface PrefectFlowParameters {",
    ...sorted.map(({ entrypoint }, index) => `    ${JSON.stringify(entrypoint)}: ${names[index]};`),
    "  }",
    "}",
    "",
    "export {};",
    "",
  ].join("\n");
}

const described = (schema: unknown, entrypoint: string): unknown => ({
  ...Object(schema),
  description: `Parameters of ${entrypoint}.`,
});

const pascalCase = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

/** `EtlParameters` for `flows/etl.py:etl`; with the file where two functions have one name. */
function typeNames(entrypoints: readonly string[]): readonly string[] {
  const short = entrypoints.map((entrypoint) =>
    pascalCase(entrypoint.slice(entrypoint.lastIndexOf(":") + 1)),
  );
  const seen = new Map<string, number>();
  for (const name of short) seen.set(name, (seen.get(name) ?? 0) + 1);
  return entrypoints.map((entrypoint, index) => {
    const name = short[index] ?? "";
    const isUnique = seen.get(name) === 1 && !/^\d/.test(name);
    return `${isUnique ? name : `Flow${pascalCase(entrypoint)}`}Parameters`;
  });
}
