/** Renews the JSON Schemas in `docs/` of what `--format json` prints: of `cdktf-prefect drift`, and of `diff`. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createGenerator } from "ts-json-schema-generator";

const root = resolve(__dirname, "..");

function generate(command: string, type: string): void {
  const { definitions, ...schema } = createGenerator({
    path: resolve(root, `cli/${command}/report.ts`),
    tsconfig: resolve(root, "tsconfig.json"),
    type,
    additionalProperties: false,
    skipTypeCheck: true,
  }).createSchema(type);

  const { JsonNumber, ...own } = definitions ?? {};
  if (JsonNumber === undefined)
    throw new Error(`The report of ${command} holds no JSON values any more: simplify this script.`);

  const written = {
    ...schema,
    title: `Report of cdktf-prefect ${command}`,
    // Numbers with all their digits are objects in memory alone.
    definitions: { ...own, JsonValue: { description: "Any JSON value, its numbers exact." } },
  };
  writeFileSync(
    resolve(root, `docs/${command}-report.schema.json`),
    `${JSON.stringify(written, undefined, 2)}\n`,
  );
}

generate("drift", "DriftReport");
generate("diff", "DiffReport");
