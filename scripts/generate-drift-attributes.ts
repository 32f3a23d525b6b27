/**
 * Renews `cli/drift/generated/attributes.ts`: which attributes of each resource no one can configure, and which are
 * sensitive, from the built provider's schema and the resources' definitions (counters).
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { counter } from "../provider/prefect/counter";
import { prefectProvider } from "../provider/prefect/provider";
import { type AttributeJson, type Attributes, providerIn } from "./docs/schema-json";
import { readProviderSchema } from "./provider-schema";

const root = resolve(__dirname, "..");
const target = join(root, "cli/drift/generated/attributes.ts");

type Wanted = (attribute: AttributeJson, path: string) => boolean;

/** Paths of the attributes that are wanted, nested ones included: `schedules.id`. */
function paths(attributes: Attributes, wanted: Wanted, before = ""): readonly string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const path = `${before}${name}`;
    if (wanted(attribute, path)) return [path];
    return paths(attribute.nested_type?.attributes ?? {}, wanted, `${path}.`);
  });
}

const schemas = providerIn(readProviderSchema(join(root, "dist"))).resource_schemas ?? {};

const facts = Object.entries(schemas).map(([type, { block }]) => {
  const own = prefectProvider.resources.get(type)?.attributes ?? {};
  const isCounter = (path: string) => own[path]?.kind === counter;
  return [
    type,
    {
      runtime: paths(
        block.attributes ?? {},
        ({ computed, optional, required }, path) =>
          (computed === true && optional !== true && required !== true) || isCounter(path),
      ),
      sensitive: paths(block.attributes ?? {}, ({ sensitive }) => sensitive === true),
    },
  ];
});

mkdirSync(dirname(target), { recursive: true });
writeFileSync(
  target,
  `// Made by scripts/generate-drift-attributes.ts. Do not edit.

interface Attributes {
  /** Set by the server alone. */
  readonly runtime: readonly string[];
  readonly sensitive: readonly string[];
}

/** By the type of the resource. */
export const attributes: Readonly<Record<string, Attributes>> = ${JSON.stringify(Object.fromEntries(facts), undefined, 2)};
`,
);
