/**
 * Renews the registry's pages in `docs/` from the built provider's schema, the resources' definitions (import forms)
 * and `examples/`. A page whose subject is gone is removed.
 *
 *     npx tsx scripts/generate-docs.ts              # asks dist/terraform-provider-prefect
 *     npx tsx scripts/generate-docs.ts schema.json  # takes a file that holds the schema
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { prefectProvider } from "../provider/prefect/provider";
import { cloudOnly } from "./docs/cloud-only";
import { kinds, pages } from "./docs/pages";
import { providerIn } from "./docs/schema-json";
import { newerSchemas } from "./docs/schemas-of-definitions";
import { readProviderSchema } from "./provider-schema";

const root = resolve(__dirname, "..");
const docs = join(root, "docs");
const [file] = process.argv.slice(2);

const made = pages({
  schema: {
    ...providerIn(file ? readFileSync(file, "utf8") : readProviderSchema(join(root, "dist"))),
    ...newerSchemas(prefectProvider),
  },
  example: (name) => {
    const path = join(root, "examples", name);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  },
  facts: (name) => {
    const resource = prefectProvider.resources.get(name);
    if (resource === undefined) throw new Error(`The built provider has ${name}, and its sources do not.`);
    return {
      importForms: resource.importForms,
      identity: resource.identity,
      words: (attribute) => {
        const { replaces = false, deprecated } = resource.attributes[attribute]?.words ?? {};
        return { replaces, ...(deprecated === undefined ? {} : { deprecated }) };
      },
    };
  },
  cloudOnly,
});

for (const { folder } of Object.values(kinds)) rmSync(join(docs, folder), { recursive: true, force: true });
for (const [name, text] of made) {
  mkdirSync(dirname(join(docs, name)), { recursive: true });
  writeFileSync(join(docs, name), text);
}
