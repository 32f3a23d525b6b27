/**
 * Renews `constructs/job-variables/generated/types.ts`: a type for the job variables of each worker type that the pinned
 * Prefect knows, from the metadata that its server ships.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { declareTypes } from "../cli/flow-types/typescript-type";

const root = resolve(__dirname, "..");
const target = join(root, "constructs/job-variables/generated/types.ts");

/** What the server answers at `/collections/views/aggregate-worker-metadata`: worker types by package. */
interface WorkerMetadata {
  readonly [packageName: string]: {
    readonly [type: string]: {
      readonly display_name?: string;
      readonly default_base_job_configuration: { readonly variables?: unknown };
    };
  };
}

function readMetadata(): WorkerMetadata {
  const python = join(root, ".venv/bin/python");
  const where = execFileSync(
    python,
    ["-c", "import importlib.util as u; print(u.find_spec('prefect').submodule_search_locations[0])"],
    { encoding: "utf8" },
  );
  const file = "server/api/collections_data/views/aggregate-worker-metadata.json";
  return JSON.parse(readFileSync(join(where.trim(), file), "utf8"));
}

const pascalCase = (slug: string): string =>
  slug
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

const types = Object.values(readMetadata())
  .flatMap((workers) => Object.entries(workers))
  .flatMap(([slug, { display_name: title, default_base_job_configuration: template }]) =>
    template.variables === undefined ? [] : [{ slug, title: title ?? slug, variables: template.variables }],
  )
  .sort((a, b) => (a.slug < b.slug ? -1 : 1));

const declarations = types.map(({ slug, title, variables }) => {
  const name = `${pascalCase(slug)}JobVariables`;
  // Each pool may have defaults for the required ones, so that a deployment needs none of them.
  const schema = {
    ...Object(variables),
    required: [],
    description: `Job variables of ${title} work pools (\`${slug}\`).`,
  };
  return declareTypes(schema, { name, templates: true });
});

const body = declarations.join("\n");
const known = ["BlockValue", "JsonInput", "JsonObject", "Template"];
const used = (name: string) => new RegExp(`\\b${name}\\b`).test(body);
const values = known
  .filter(used)
  .map((name) => ({ name, from: name.startsWith("Json") ? "../../json-input" : "../values" }));
const imports = ["../../json-input", "../values"].flatMap((from) => {
  const names = values.filter((value) => value.from === from).map(({ name }) => name);
  return names.length === 0 ? [] : [`import type { ${names.join(", ")} } from "${from}";`];
});

writeFileSync(
  target,
  [
    "// Made by scripts/generate-job-variables.ts from the worker metadata of the pinned Prefect. Do not edit.",
    ...(used("IResolvable") ? ['import type { IResolvable } from "../../framework";'] : []),
    ...imports,
    "",
    body,
    "/** Job variables by worker type. */",
    "export type JobVariablesByType = {",
    ...types.map(({ slug }) => `  readonly ${JSON.stringify(slug)}: ${pascalCase(slug)}JobVariables;`),
    "};",
    "",
  ].join("\n"),
);
