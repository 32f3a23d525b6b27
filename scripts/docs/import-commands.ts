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

/** The parts of an identity, as the command whose import id is made of just them has them. */
export function identityIn(
  identity: readonly string[],
  commands: readonly ImportCommand[],
): readonly (readonly [name: string, value: string])[] | undefined {
  const form = /^<id>$|^(<[^>]* id>\/)*<[^>]* id>$|^default$/;
  const command = commands.find(
    (one) => form.test(one.form) && one.form.split("/").length === identity.length,
  );
  const values = command?.id.split("/") ?? [];
  return command && identity.map((name, at) => [name, values[at] ?? ""]);
}

function identityBlock(identity: readonly string[], commands: readonly ImportCommand[]): string {
  const parts = identityIn(identity, commands);
  const [first] = commands;
  if (parts === undefined || first === undefined) return "";
  const widest = Math.max(...identity.map((name) => name.length));
  const lines = parts.map(([name, value]) => `    ${name.padEnd(widest)} = ${JSON.stringify(value)}`);
  return `By identity, which the state holds too (Terraform 1.12 or newer):\n\n\`\`\`terraform\nimport {\n  to = ${first.address}\n  identity = {\n${lines.join("\n")}\n  }\n}\n\`\`\`\n\n`;
}

/** The section "Import" of a resource's page. */
export function importSection(
  forms: readonly string[],
  identity: readonly string[],
  script: string | undefined,
  hasWorkspace: boolean,
): string {
  const introduction = `## Import\n\n${
    forms.length === 1 ? "The import id is" : "The import id has one of these forms:"
  } ${forms.map((form) => `\`${form}\``).join(", ")}.${hasWorkspace ? " On Prefect Cloud a `,<workspace id>` may follow it." : ""}`;
  if (script === undefined) return introduction;
  const commands = importCommands(script);
  const [first] = commands;
  const block =
    first === undefined
      ? ""
      : `In an \`import\` block:\n\n\`\`\`terraform\nimport {\n  to = ${first.address}\n  id = ${JSON.stringify(first.id)}\n}\n\`\`\`\n\n`;
  return `${introduction}\n\n${block}${identityBlock(identity, commands)}On the command line:\n\n\`\`\`shell\n${script.trimEnd()}\n\`\`\``;
}
