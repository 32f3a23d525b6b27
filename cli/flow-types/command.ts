import { readFileSync, writeFileSync } from "node:fs";
import type { CommandModule } from "yargs";
import { activePython } from "../../constructs/python/ask-python";
import { listFlows } from "./list-flows";
import { moduleText } from "./module-text";
import { pythonFiles } from "./python-files";

interface FlowTypesArguments {
  readonly paths: readonly string[];
  readonly out: string;
  readonly python: string | undefined;
  readonly check: boolean | undefined;
  readonly print: boolean | undefined;
}

/** `cdktf-prefect flow-types flows/`: TypeScript types of flows' parameters. */
export const flowTypes: CommandModule<object, FlowTypesArguments> = {
  command: "flow-types <paths..>",
  describe: "Write TypeScript types of flows' parameters",
  builder: (args) =>
    args
      .positional("paths", {
        array: true,
        type: "string",
        demandOption: true,
        describe: "Python files with flows, or folders of them",
      })
      .option("out", {
        type: "string",
        default: "flow-types.ts",
        describe: "File to write",
      })
      .option("python", {
        type: "string",
        describe:
          "Interpreter that has Prefect; default: that of the active virtual environment, else python3",
      })
      .option("check", {
        type: "boolean",
        describe: "Write nothing; fail if the file is out of date",
      })
      .option("print", { type: "boolean", describe: "Write to standard output instead" })
      .conflicts("print", "check")
      .example("$0 flow-types flows/", "every flow below flows/, into flow-types.ts")
      .example("$0 flow-types flows/etl.py --check", "for CI"),
  handler: async ({ paths, out, python = activePython(), check, print }) => {
    const { flows, failures } = listFlows(pythonFiles(paths), python);
    for (const { file, reason } of failures) console.error(`${file}: it cannot be imported: ${reason}`);
    if (failures.length > 0)
      throw new Error("Nothing was written: mend these files, or name only the others.");
    if (flows.length === 0)
      throw new Error(`There is no flow in ${paths.join(", ")}: none is decorated with @flow.`);
    const text = moduleText(flows);
    if (print === true) {
      process.stdout.write(text);
      return;
    }
    if (check !== true) writeFileSync(out, text);
    else if (present(out) !== text) {
      throw new Error(`${out} is out of date: run \`cdktf-prefect flow-types ${paths.join(" ")}\`.`);
    }
    console.error(`${out}: ${flows.length} ${flows.length === 1 ? "flow" : "flows"}`);
  },
};

function present(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
