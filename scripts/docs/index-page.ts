import { exampleSection, page } from "./page";
import type { BlockJson } from "./schema-json";
import { schemaSection } from "./schema-section";

/** A group of pages: `Resources`, in the folder `resources`, with the names of its pages. */
export interface Group {
  readonly title: string;
  readonly folder: string;
  /** Types of the kind that exist only to say that they need Prefect Cloud. */
  readonly cloudOnly: readonly string[];
  readonly pages: readonly { readonly name: string; readonly file: string }[];
}

/** The provider's page. */
export function indexPage(
  { block }: BlockJson,
  groups: readonly Group[],
  example: string | undefined,
): string {
  const contents = groups
    .filter(({ pages }) => pages.length > 0)
    .map(({ title, folder, pages }) => {
      const links = pages.map(({ name, file }) => `[\`${name}\`](${folder}/${file}.md)`);
      return `${title}: ${links.join(", ")}.`;
    });
  const refused = groups
    .filter(({ cloudOnly }) => cloudOnly.length > 0)
    .map(({ title, cloudOnly }) => `${title}: ${cloudOnly.map((name) => `\`${name}\``).join(", ")}.`);
  return page({
    title: "Provider: Prefect",
    description: block.description ?? "",
    heading: "Prefect Provider",
    sections: [
      exampleSection(example),
      schemaSection(block.attributes ?? {}),
      ["## Contents", ...contents].join("\n\n"),
      refused.length === 0
        ? undefined
        : [
            "## Prefect Cloud only",
            "These are not supported. A configuration that uses one gets an error that says what it needs.",
            ...refused,
          ].join("\n\n"),
    ],
  });
}
