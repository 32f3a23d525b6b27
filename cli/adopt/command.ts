import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CommandModule } from "yargs";
import { createPrefectClient } from "../../client";
import { complain } from "../report/complain";
import { readServer } from "../server-objects/read-server";
import { hclReport } from "./hcl/write-hcl";
import { versions } from "./package-versions";
import { secretsMove } from "./readme";
import { parseOnly } from "./selection";
import { typescriptReport } from "./typescript/write-typescript";
import { refuseNoFolder, writeFiles } from "./write-files";
import type { Report } from "./write-options";

interface AdoptArguments {
  readonly out: string;
  readonly hcl: boolean;
  readonly only: readonly string[];
  readonly state: readonly string[];
  readonly quiet: boolean | undefined;
}

/** `cdktf-prefect adopt`: code of what a server has. */
export const adoptCommand: CommandModule<object, AdoptArguments> = {
  command: "adopt",
  describe: "Write code of what a server has, which a deploy then takes over as it is",
  builder: (args) =>
    args
      .option("out", { type: "string", demandOption: true, describe: "Folder to write into" })
      .option("hcl", {
        type: "boolean",
        default: false,
        describe: "Write HCL, for plain Terraform or OpenTofu",
      })
      .option("only", {
        type: "string",
        array: true,
        default: [],
        describe: "What to take, such as deployments:nightly*, tag:etl, pool:k8s, flow:etl; repeatable",
      })
      .option("state", {
        type: "string",
        array: true,
        default: [],
        describe: "State, or folder of states, whose objects are left out; repeatable",
      })
      .option("quiet", { type: "boolean", describe: "Tell only what is left out, and errors" })
      .option("color", { type: "boolean", describe: "Has no effect: there are no colours" })
      .example("$0 adopt --out prefect", "everything, as a CDKTF project in prefect/")
      .example("$0 adopt --out prefect --only flow:etl --only tag:etl", "a part of it"),
  handler: async ({ out, hcl, only, state, quiet }) => {
    if (out === "") throw new Error("--out names no folder; for this one, give a dot.");
    refuseNoFolder(resolve(out));
    refuseOther(out, hcl);
    const choice = only.map(parseOnly);
    const client = createPrefectClient();
    try {
      const server = await readServer(client);
      const options = { out: resolve(out), only: choice, states: state, ...versions() };
      const report = hcl ? hclReport(server, options) : typescriptReport(server, options);
      if (report.files.length > 0) writeFiles(options.out, report.files);
      for (const remark of report.remarks) complain(remark);
      if (quiet !== true) tell(out, report);
    } finally {
      client.close();
    }
  },
};

/** Two languages in one folder would adopt everything twice. */
function refuseOther(out: string, hcl: boolean): void {
  const other = join(out, hcl ? "imports.json" : "imports.tf");
  if (!existsSync(other)) return;
  const written = hcl ? "a CDKTF project: leave out --hcl" : "a Terraform configuration: add --hcl";
  throw new Error(`--out ${out} holds ${written}, or name another folder.`);
}

function tell(out: string, { adopted, files, secrets, told }: Report): void {
  const objects = adopted.filter(({ type }) => !type.startsWith("data."));
  if (objects.length === 0) {
    complain(`${out}: nothing new on the server`);
    return;
  }
  complain(`${out}: ${count(objects.length, "object")} in ${count(files.length, "file")}`);
  if (secrets.length === 0) return;
  complain("No secret is written. Give these before the first deploy:");
  for (const { variable, description } of secrets) complain(`  TF_VAR_${variable}: ${description}`);
  if (told > 0) complain(`The first plan has ${told} to change: ${secretsMove(told)}`);
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
