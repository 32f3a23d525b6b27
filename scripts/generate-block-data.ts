/**
 * Renews `constructs/block-data/generated/types.ts`: a type for the data of each block type that the pinned Prefect
 * knows, those of its integrations included, from the schemas that its server and its Python package ship. And
 * `cli/drift/generated/system-block-types.ts`, which lists them.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { declareTypes } from "../cli/flow-types/typescript-type";

const root = resolve(__dirname, "..");
const target = join(root, "constructs/block-data/generated/types.ts");
const list = join(root, "cli/drift/generated/system-block-types.ts");

/** What the server registers of integrations, and over it what the package itself has. */
const dumpSchemas = `
import json, pathlib
import prefect.server, prefect.blocks.notifications, prefect.blocks.redis, prefect.blocks.system
import prefect.blocks.webhook, prefect.filesystems
from prefect.blocks.core import Block
from prefect.utilities.dispatch import get_registry_for_type

data = pathlib.Path(prefect.server.__file__).parent / "collection_blocks_data.json"
schemas = {}
for collection in json.loads(data.read_text())["collections"].values():
    for block_type in collection["block_types"].values():
        schemas[block_type["slug"]] = block_type["block_schema"]["fields"]
for slug, block in get_registry_for_type(Block).items():
    schemas[slug] = block.model_json_schema()
print(json.dumps(schemas))
`;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readSchemas(): Readonly<Record<string, Json>> {
  const home = mkdtempSync(join(tmpdir(), "prefect-blocks-"));
  try {
    // A bare environment: settings of the machine would show up as defaults.
    const text = execFileSync(join(root, ".venv/bin/python"), ["-c", dumpSchemas], {
      encoding: "utf8",
      env: { PATH: process.env.PATH ?? "", HOME: home, PREFECT_HOME: home },
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(text);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const pascalCase = (slug: string): string =>
  slug
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

/** The schema of the data, with the definitions that they still need once blocks within are references. */
function dataSchema({ block_type_slug: slug, ...schema }: Json): Json {
  const definitions = isObject(schema.definitions) ? schema.definitions : {};
  const needed = new Map<string, unknown>();
  const inline = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inline);
    if (!isObject(value)) return value;
    const name = typeof value.$ref === "string" ? value.$ref.replace(/^.*\//, "") : undefined;
    if (name !== undefined) {
      const definition = definitions[name];
      if (isObject(definition) && "block_type_slug" in definition) {
        return { block_type_slug: definition.block_type_slug };
      }
      // An anything, as the values of a secret are.
      if (isObject(definition) && Object.keys(definition).length === 0) return {};
      if (!needed.has(name)) {
        needed.set(name, undefined);
        needed.set(name, inline(definition));
      }
      return value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inline(one)]));
  };
  const { definitions: _definitions, ...own } = schema;
  const inlined = inline(own);
  return {
    ...(isObject(inlined) ? inlined : {}),
    description: `Data of a \`${String(slug)}\` block.`,
    definitions: Object.fromEntries([...needed].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const schemas = Object.entries(readSchemas()).sort(([a], [b]) => (a < b ? -1 : 1));
const nameOf = (slug: string) => `${pascalCase(slug)}Data`;
const body = schemas
  .map(([slug, schema]) => declareTypes(dataSchema(schema), { name: nameOf(slug), block: "BlockReference" }))
  .join("\n");
const used = (name: string) => new RegExp(`\\b${name}\\b`).test(body);
const jsonTypes = ["JsonInput", "JsonObject"].filter(used).join(", ");

writeFileSync(
  target,
  [
    "// Made by scripts/generate-block-data.ts from the block schemas of the pinned Prefect. Do not edit.",
    ...(used("IResolvable") ? ['import type { IResolvable } from "../../framework";'] : []),
    ...(jsonTypes === "" ? [] : [`import type { ${jsonTypes} } from "../../json-input";`]),
    'import type { BlockReference } from "../block-reference";',
    "",
    body,
    "/** Data of blocks by the slug of their type. */",
    "export type BlockDataByType = {",
    ...schemas.map(([slug]) => `  readonly ${JSON.stringify(slug)}: ${nameOf(slug)};`),
    "};",
    "",
  ].join("\n"),
);

mkdirSync(dirname(list), { recursive: true });
writeFileSync(
  list,
  `// Made by scripts/generate-block-data.ts from the block schemas of the pinned Prefect. Do not edit.

/** Slugs of the block types that a server or the Python package registers by itself. */
export const systemBlockTypes: ReadonlySet<string> = new Set(${JSON.stringify(
    schemas.map(([slug]) => slug),
    undefined,
    2,
  )});
`,
);
