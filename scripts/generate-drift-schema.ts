/** Renews `docs/drift-report.schema.json`, the JSON Schema of what `cdktf-prefect drift --format json` prints. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createGenerator } from "ts-json-schema-generator";

const root = resolve(__dirname, "..");

const { definitions, ...schema } = createGenerator({
  path: resolve(root, "cli/drift/report.ts"),
  tsconfig: resolve(root, "tsconfig.json"),
  type: "DriftReport",
  additionalProperties: false,
  skipTypeCheck: true,
}).createSchema("DriftReport");

const { JsonNumber, ...own } = definitions ?? {};
if (JsonNumber === undefined)
  throw new Error("The report holds no JSON values any more: simplify this script.");

const written = {
  ...schema,
  title: "Report of cdktf-prefect drift",
  // Numbers with all their digits are objects in memory alone.
  definitions: { ...own, JsonValue: { description: "Any JSON value, its numbers exact." } },
};

writeFileSync(resolve(root, "docs/drift-report.schema.json"), `${JSON.stringify(written, undefined, 2)}\n`);
