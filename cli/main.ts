/** The command line `cdktf-prefect`. Exit codes: 0 done, 1 failed or misused; a command may have more. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { adoptCommand } from "./adopt/command";
import { diff } from "./diff/command";
import { doctor } from "./doctor/command";
import { drift } from "./drift/command";
import { flowTypes } from "./flow-types/command";
import { install } from "./install/command";
import { complain } from "./report/complain";

// Imported as a module, it breaks the lines of its help within words.
import yargs = require("yargs");

/** Built, this file stands in `dist/`. */
const { version } = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8"));

yargs(process.argv.slice(2))
  .scriptName("cdktf-prefect")
  .usage("$0 <command>\n\nWhat a CDKTF project with Prefect needs beside `cdktf` itself.")
  .command(adoptCommand)
  .command(drift(version))
  .command(diff(version))
  .command(flowTypes)
  .command(install)
  .command(doctor)
  .completion("completion", "Print a script that completes commands in bash or zsh")
  .demandCommand(1, "Name a command.")
  .strict()
  .recommendCommands()
  .version(version)
  .alias({ help: "h" })
  .wrap(Math.min(100, process.stdout.columns ?? 100))
  .fail((message, error, parser) => {
    if (error === undefined) parser.showHelp("error");
    complain(`${error === undefined ? "\n" : ""}cdktf-prefect: ${error?.message ?? message}`);
    process.exit(1);
  })
  .parseAsync()
  .catch(() => {
    process.exitCode = 1;
  });
