import type { Secret } from "./expression";

/** What the `README.md` of a project says: what to do next. */
interface Steps {
  readonly setUp: string;
  readonly plan: string;
  readonly apply: string;
  readonly imports: string;
  readonly again: string;
}

/** What the first deploy needs to know. */
export interface Needs {
  readonly secrets: readonly Secret[];
  /** How many deployments have secrets that the server tells. */
  readonly told: number;
}

const readme = (steps: Steps, { secrets, told }: Needs): string =>
  [
    "# Prefect",
    "",
    "What a Prefect server has, as code, written by `cdktf-prefect adopt`. From here on it is yours.",
    "",
    "## The first deploy",
    "",
    "It takes over what is on the server, and changes nothing.",
    "",
    "```shell",
    "export PREFECT_API_URL=…",
    ...secrets.map(({ variable, description }) => `export TF_VAR_${variable}=… # ${oneLine(description)}`),
    steps.setUp,
    steps.plan,
    steps.apply,
    "```",
    "",
    `The plan is to say \`0 to add, ${told} to change, 0 to destroy\`${told === 0 ? "." : `: ${secretsMove(told)}`} ${steps.imports}`,
    "",
    "## What comes later on the server",
    "",
    `\`cdktf-prefect drift\` finds what others change or make there. ${steps.again}`,
    "",
  ].join("\n");

/** Why the first plan has changes all the same. */
export const secretsMove = (told: number): string =>
  `${told === 1 ? "one deployment has" : `${told} deployments have`} secrets that the server tells in clear; they leave the state, and stay on the server.`;

const oneLine = (text: string): string => text.replaceAll(/[\s`]+/g, " ");

export const readmeOfHcl = (needs: Needs): string =>
  readme(
    {
      setUp: "npx cdktf-prefect install && terraform init",
      plan: "terraform plan",
      apply: "terraform apply",
      imports: "Once all is imported, `imports.tf` may go.",
      again:
        "`cdktf-prefect adopt --hcl --out .` adds files for what is new; where the state is not in this folder, and `imports.tf` is gone, give it with `--state FILE`.",
    },
    needs,
  );

export const readmeOfTypeScript = (needs: Needs): string =>
  readme(
    {
      setUp: "npm install",
      plan: "npx cdktf diff",
      apply: "npx cdktf deploy",
      imports: "Once all is imported, `imports.ts`, `imports.json` and the call in `main.ts` may go.",
      again:
        "`npx cdktf-prefect adopt --out .` adds files for what is new; where the state is not in this folder, and `imports.json` is gone, give it with `--state FILE`.",
    },
    needs,
  );
