export interface Page {
  readonly title: string;
  /** Markdown; its first paragraph is the description in the registry's search. */
  readonly description: string;
  readonly heading: string;
  readonly sections: readonly (string | undefined)[];
}

/** A page as the Terraform registry takes it. */
export function page({ title, description, heading, sections }: Page): string {
  const [summary = ""] = description.split("\n\n");
  const frontMatter = [
    "---",
    "# Made by scripts/generate-docs.ts from the provider's schema and examples/. Do not edit.",
    `page_title: ${JSON.stringify(title)}`,
    'subcategory: ""',
    "description: |-",
    ...summary.split("\n").map((line) => `  ${line}`),
    "---",
  ].join("\n");
  const parts = [frontMatter, `# ${heading}`, description, ...sections];
  return `${parts.filter((part) => part !== undefined && part !== "").join("\n\n")}\n`;
}

/** Undefined where there is no example yet. */
export function exampleSection(example: string | undefined): string | undefined {
  return example === undefined ? undefined : `## Example Usage\n\n${codeBlock("terraform", example)}`;
}

export const codeBlock = (language: string, code: string): string =>
  `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
