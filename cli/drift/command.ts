import type { CommandModule } from "yargs";
import { formatWords } from "../report/formats";
import type { DriftArguments } from "./arguments";
import { formats } from "./formats";

/** Each is given with one value, as often as need be: a stack's name after it is not another value. */
const repeatable = { array: true, type: "string", nargs: 1, requiresArg: true } as const;

/** `cdktf-prefect drift`: how a server differs from what was last applied, and from the code. */
export const drift = (toolVersion: string): CommandModule<object, DriftArguments> => ({
  command: "drift [stacks..]",
  describe: "Tell how the Prefect server differs from the applied state and the code; changes nothing",
  builder: (args) =>
    args
      .usage(
        "$0 drift [stacks..]\n\nTells what changed on the server since the last apply, what the code asks for that is not applied yet, and what no state knows. It writes no state, takes no lock and leaves no plan. Runs in a CDKTF project (all stacks, or those named), and in a Terraform or OpenTofu folder.\n\nExit codes: 0 none, 1 could not tell, 2 drift.",
      )
      .positional("stacks", { array: true, type: "string", describe: "Stacks to judge; default: all" })
      .option("format", { ...repeatable, describe: `NAME or NAME=FILE, repeatable: ${formatWords(formats)}` })
      .option("fail-on", {
        type: "string",
        default: "changed,missing",
        describe: "What counts as drift: changed, missing, unmanaged, pending, or none",
      })
      .option("state", {
        ...repeatable,
        describe: "FILE or DIR with further states whose objects are known; repeatable",
      })
      .option("rules", {
        type: "string",
        requiresArg: true,
        describe: "File with ignore rules; default: .prefect-drift.yaml, where there is one",
      })
      .option("var", { ...repeatable, describe: "NAME=VALUE of a Terraform variable; repeatable" })
      .option("var-file", { ...repeatable, describe: "File with Terraform variables; repeatable" })
      .option("watch", { type: "string", requiresArg: true, describe: "Look again after this time: 10m" })
      .option("exec", {
        type: "string",
        requiresArg: true,
        describe: "Command that gets the report as JSON when it shows something new",
      })
      .option("verbose", { type: "boolean", describe: "Show values that no one can configure, too" })
      .option("quiet", { type: "boolean", describe: "No progress, and no table unless --format asks for it" })
      .option("color", { type: "boolean", describe: "Colours; default: on a terminal" })
      .example("$0 drift", "every stack of the project")
      .example("$0 drift production --format json=drift.json --format table", "one stack, for CI")
      .example("$0 drift --watch 10m --exec ./notify.sh", "every ten minutes"),
  handler: async (given) => {
    const { run } = await import("./run.js");
    process.exitCode = await run(given, toolVersion);
  },
});
