import { exampleSection, page } from "./page";
import type { BlockJson } from "./schema-json";
import { schemaSection } from "./schema-section";

/** Page of a list resource. */
export function listResourcePage(
  name: string,
  schema: BlockJson | undefined,
  example: string | undefined,
): string {
  return page({
    title: `${name} List Resource - prefect`,
    description: schema?.block.description ?? "",
    heading: `${name} (List Resource)`,
    sections: [
      "`terraform query` finds them, by what a file `….tfquery.hcl` says; with `-generate-config-out=found.tf` it also writes their code and `import` blocks. Needs Terraform 1.14 or newer; older versions and OpenTofu do not know lists, and `cdktf-prefect adopt` does the same for a whole server.",
      exampleSection(example),
      schemaSection(schema?.block.attributes ?? {}),
    ],
  });
}
