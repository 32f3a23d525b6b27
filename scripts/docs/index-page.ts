import { exampleSection, page } from "./page";
import type { BlockJson } from "./schema-json";
import { schemaSection } from "./schema-section";

/** A group of pages: `Resources`, in the folder `resources`, with the names of its pages. */
export interface Group {
  readonly title: string;
  readonly folder: string;
  readonly pages: readonly { readonly name: string; readonly file: string }[];
}

/** The provider's page. `cloudOnly`: types that exist only to say that they need Prefect Cloud. */
export function indexPage(
  { block }: BlockJson,
  groups: readonly Group[],
  cloudOnly: readonly string[],
  example: string | undefined,
): string {
  const contents = groups
    .filter(({ pages }) => pages.length > 0)
    .map(({ title, folder, pages }) => {
      const links = pages.map(({ name, file }) => `[\`${name}\`](${folder}/${file}.md)`);
      return `${title}: ${links.join(", ")}.`;
    });
  return page({
    title: "Provider: Prefect",
    description: block.description ?? "",
    heading: "Prefect Provider",
    sections: [
      exampleSection(example),
      schemaSection(block.attributes ?? {}),
      `## Contents\n\n${contents.join("\n\n")}`,
      cloudOnly.length === 0
        ? undefined
        : `## Prefect Cloud only\n\nThese are not supported; a configuration that uses one gets an error that says what it needs: ${cloudOnly
            .map((name) => `\`${name}\``)
            .join(", ")}.`,
    ],
  });
}
