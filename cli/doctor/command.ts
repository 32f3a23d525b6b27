import type { CommandModule } from "yargs";
import { packageFacts } from "../../constructs/package-facts";
import { thisMachine } from "../install/machine";
import { mayColor } from "../install/terminal-color";
import { checkConfiguration } from "./check-configuration";
import { checkPackages } from "./check-packages";
import { checkProvider } from "./check-provider";
import { checkPython } from "./check-python";
import { checkServer } from "./check-server";
import { checkTerraform } from "./check-terraform";
import type { Finding } from "./finding";
import { reportJson, reportText } from "./report";

interface DoctorArguments {
  readonly format: "text" | "json";
  readonly quiet: boolean | undefined;
  readonly color: boolean | undefined;
}

/** `cdktf-prefect doctor`: what is amiss between a stack and its server, and what to do about it. */
export const doctor: CommandModule<object, DoctorArguments> = {
  command: "doctor",
  describe: "Check server, credentials, versions and Terraform, and say what to mend",
  builder: (args) =>
    args
      .option("format", { choices: ["text", "json"], default: "text", describe: "What to print" } as const)
      .option("quiet", { type: "boolean", describe: "Print only what is not as it should be" })
      .option("color", {
        type: "boolean",
        describe: "Colours, or with --no-color none; default: on a terminal",
      })
      .example("$0 doctor", "exit code 1 if a check has failed; warnings do not count")
      .example("$0 doctor --format json", "for programs"),
  handler: async ({ format, quiet = false, color }) => {
    const findings = await examine(process.cwd());
    const shown = quiet ? findings.filter(({ status }) => status !== "ok") : findings;
    const text =
      format === "json"
        ? reportJson(findings, shown)
        : reportText(shown, quiet, mayColor(color, process.stdout));
    process.stdout.write(text);
    if (findings.some(({ status }) => status === "failed")) process.exitCode = 1;
  },
};

async function examine(folder: string): Promise<readonly Finding[]> {
  const machine = thisMachine();
  const facts = packageFacts();
  const terraform = checkTerraform(machine);
  return [
    ...checkPackages(facts, folder),
    ...terraform.findings,
    ...checkConfiguration(machine, terraform.programs),
    ...checkProvider(machine, facts, terraform.programs, folder),
    ...(await checkServer()),
    checkPython(),
  ];
}
