import { parseOnly } from "../adopt/selection";
import { complain } from "../report/complain";
import { terminal } from "../report/formats";
import { today } from "../report/ignore-rules";
import { type Output, readOutputs, writeOutputs } from "../report/output";
import { progressOn } from "../report/progress";
import type { DiffArguments } from "./arguments";
import { readDiffRules } from "./diff-rules";
import { formats } from "./formats";
import { look } from "./look";
import type { DiffReport, Verdict } from "./report";

const exitCodes: Readonly<Record<Verdict, number>> = { equal: 0, unknown: 1, different: 2 };

function outputsOf({ format = [], quiet }: DiffArguments): readonly Output[] {
  if (format.length > 0) return readOutputs(format, formats);
  return quiet === true ? [] : [{ format: "table", file: undefined }];
}

/** What could not be told is said where nobody takes it for the report. */
function tell({ problems, from, to }: DiffReport): void {
  for (const { server, step, summary, detail } of problems) {
    complain(`cdktf-prefect: ${server === null ? "" : `${server}: `}${step}: ${summary}`);
    if (detail !== "" && detail !== summary) complain(detail.replace(/^/gm, "  "));
  }
  if (from.address !== null && from.address === to.address) {
    complain(`cdktf-prefect: both are ${from.address}, which equals itself`);
  }
}

/**
 * Compares two servers.
 * @returns the exit code
 * @throws Error for what was asked for in a way that cannot be understood
 */
export async function run(given: DiffArguments, toolVersion: string): Promise<number> {
  const outputs = outputsOf(given);
  const only = (given.only ?? []).map((text) => ({ text, only: parseOnly(text) }));
  const rules = readDiffRules(given.rules, today());
  const progress = progressOn(process.stderr, given.quiet === true);
  progress.tell("reading both servers");
  const report = await look({
    from: {
      word: "from",
      given: given.from,
      keyVariable: given["from-key-env"],
      authVariable: given["from-auth-env"],
    },
    to: {
      word: "to",
      given: given.to,
      keyVariable: given["to-key-env"],
      authVariable: given["to-auth-env"],
    },
    only,
    rules,
    env: process.env,
    toolVersion,
  });
  progress.end();
  await writeOutputs(report, formats, outputs, terminal(given.color), process.env);
  tell(report);
  return exitCodes[report.verdict];
}
