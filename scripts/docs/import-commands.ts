/** One `terraform import` of an `import.sh`. */
export interface ImportCommand {
  /** The form of the import id, as the comment above the command gives it: `<pool>/<queue>`. */
  readonly form: string;
  readonly address: string;
  readonly id: string;
}

const command = /^# (.+)\nterraform import (\S+) '([^']*)'$/;

/**
 * The commands of an `import.sh`: paragraphs of a comment, which is the form of the id, and a command.
 * @throws when it has anything else in it
 */
export function importCommands(script: string): readonly ImportCommand[] {
  return script
    .trim()
    .split("\n\n")
    .map((paragraph) => {
      const [, form, address, id] = command.exec(paragraph) ?? [];
      if (form === undefined || address === undefined || id === undefined) {
        throw new Error(
          `Not a form of an import id and a command:\n${paragraph}\nExpected:\n# <name>\nterraform import TYPE.LABEL 'ID'`,
        );
      }
      return { form, address, id };
    });
}

/** The section "Import" of a resource's page. */
export function importSection(
  forms: readonly string[],
  script: string | undefined,
  hasWorkspace: boolean,
): string {
  const introduction = `## Import\n\n${
    forms.length === 1 ? "The import id is" : "The import id has one of these forms:"
  } ${forms.map((form) => `\`${form}\``).join(", ")}.${hasWorkspace ? " On Prefect Cloud a `,<workspace id>` may follow it." : ""}`;
  if (script === undefined) return introduction;
  const [first] = importCommands(script);
  const block =
    first === undefined
      ? ""
      : `In an \`import\` block:\n\n\`\`\`terraform\nimport {\n  to = ${first.address}\n  id = ${JSON.stringify(first.id)}\n}\n\`\`\`\n\n`;
  return `${introduction}\n\n${block}On the command line:\n\n\`\`\`shell\n${script.trimEnd()}\n\`\`\``;
}
