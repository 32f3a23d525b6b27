import type { CommandModule } from "yargs";
import { formatWords } from "../report/formats";
import type { DiffArguments } from "./arguments";
import { formats } from "./formats";

/** Each is given with one value, as often as need be. */
const repeatable = { array: true, type: "string", nargs: 1, requiresArg: true } as const;

const variable = { type: "string", requiresArg: true } as const;

/** `cdktf-prefect diff`: what differs between two servers. */
export const diff = (toolVersion: string): CommandModule<object, DiffArguments> => ({
  command: "diff <from> <to>",
  describe: "Tell what differs between two Prefect servers or workspaces, by name; changes nothing",
  builder: (args) =>
    args
      .usage(
        "$0 diff <from> <to>\n\nTells what differs between two Prefect servers or workspaces, such as staging and production: what only one of them has, and what both have with different values. Objects are held against each other by name, never by id. It only reads.\n\nExit codes: 0 equal, 1 could not tell, 2 different.",
      )
      .positional("from", {
        type: "string",
        demandOption: true,
        describe:
          "A Prefect profile's name, the URL of an API, or env: PREFECT_API_URL or the active profile",
      })
      .positional("to", { type: "string", demandOption: true, describe: "The same, of the other server" })
      .option("only", {
        ...repeatable,
        describe: "What to compare, such as deployments:nightly*, tag:etl, pool:k8s, flow:etl; repeatable",
      })
      .option("format", { ...repeatable, describe: `NAME or NAME=FILE, repeatable: ${formatWords(formats)}` })
      .option("rules", {
        type: "string",
        requiresArg: true,
        describe: "File with ignore rules; default: .prefect-diff.yaml, where there is one",
      })
      .option("from-key-env", { ...variable, describe: "Environment variable with the API key for FROM" })
      .option("from-auth-env", { ...variable, describe: "Environment variable with user:password for FROM" })
      .option("to-key-env", { ...variable, describe: "Environment variable with the API key for TO" })
      .option("to-auth-env", { ...variable, describe: "Environment variable with user:password for TO" })
      .option("quiet", { type: "boolean", describe: "No progress, and no table unless --format asks for it" })
      .option("color", { type: "boolean", describe: "Colours; default: on a terminal" })
      .example("$0 diff staging production", "two of Prefect's profiles")
      .example("$0 diff staging env --only flow:etl --format html=diff.html", "a part of it, as a page")
      .example("$0 diff http://127.0.0.1:4200/api https://prefect.example/api --to-auth-env PROD_AUTH", ""),
  handler: async (given) => {
    const { run } = await import("./run.js");
    process.exitCode = await run(given, toolVersion);
  },
});
