import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { duration } from "../../rules";
import { complain } from "../report/complain";
import { terminal } from "../report/formats";
import { today } from "../report/ignore-rules";
import { json } from "../report/json";
import { type Output, readOutputs, writeOutputs } from "../report/output";
import { progressOn } from "../report/progress";
import { Trouble } from "../report/trouble";
import type { DriftArguments } from "./arguments";
import { readDriftRules } from "./drift-rules";
import { formats, partsFor } from "./formats";
import { type LookRequest, look } from "./look";
import { isNews } from "./novelty";
import { endOnSignals } from "./private-folder";
import type { Category, DriftReport, Verdict } from "./report";
import { endPrograms, runProgram } from "./run-program";

const exitCodes: Readonly<Record<Verdict, number>> = { none: 0, unknown: 1, drift: 2 };

const categories: readonly Category[] = ["changed", "missing", "unmanaged", "pending"];

/** @throws Trouble */
function readFailOn(given: string): readonly Category[] {
  const names = given.split(",").map((name) => name.trim());
  if (names.length === 1 && names[0] === "none") return [];
  return names.map((name) => {
    const category = categories.find((one) => one === name);
    if (category !== undefined) return category;
    throw new Trouble(
      "reading --fail-on",
      `There is no "${name}": give ${categories.join(", ")}, separated by commas, or none.`,
    );
  });
}

/** Milliseconds. @throws Trouble */
function readPause(given: string): number {
  const seconds = duration(given);
  if (seconds !== undefined && seconds > 0) return seconds * 1000;
  throw new Trouble("reading --watch", `"${given}" is no time: give one such as 10m, 90s or PT1H.`);
}

function outputsOf({ format = [], quiet }: DriftArguments): readonly Output[] {
  if (format.length > 0) return readOutputs(format, formats);
  return quiet === true ? [] : [{ format: "table", file: undefined }];
}

/** What could not be told is said where nobody takes it for the report. */
function tellProblems({ problems }: DriftReport): void {
  for (const { stack, step, summary, detail } of problems) {
    complain(`cdktf-prefect: ${stack === null ? "" : `${stack}: `}${step}: ${summary}`);
    if (detail !== "" && detail !== summary) complain(detail.replace(/^/gm, "  "));
  }
}

async function hand(command: string, report: DriftReport): Promise<void> {
  const { code } = await runProgram({
    file: command,
    args: [],
    shell: true,
    cwd: process.cwd(),
    env: process.env,
    input: json(report),
    output: "stderr",
  });
  if (code !== 0)
    complain(`cdktf-prefect: the command of --exec ended with ${code ?? "a signal"}: ${command}`);
}

/**
 * Looks once, or again and again.
 * @returns the exit code
 * @throws Trouble for what was asked for in a way that cannot be understood
 */
export async function run(given: DriftArguments, toolVersion: string): Promise<number> {
  const { exec } = given;
  const outputs = outputsOf(given);
  const failOn = readFailOn(given["fail-on"]);
  const pause = given.watch === undefined ? undefined : readPause(given.watch);
  const progress = progressOn(process.stderr, given.quiet === true);
  const variables = [
    ...(given["var-file"] ?? []).map((file) => `-var-file=${resolve(file)}`),
    ...(given.var ?? []).map((one) => `-var=${one}`),
  ];
  endOnSignals(endPrograms);

  let before: DriftReport | undefined;
  for (;;) {
    const request: LookRequest = {
      cwd: process.cwd(),
      env: process.env,
      stacks: given.stacks ?? [],
      states: given.state ?? [],
      rules: readDriftRules(given.rules, today()),
      failOn,
      verbose: given.verbose === true,
      wantsUnmanaged: outputs.length > 0 || exec !== undefined || failOn.includes("unmanaged"),
      parts: new Set(outputs.flatMap(({ format }) => partsFor(format))),
      variables,
      toolVersion,
      progress: progress.tell,
    };
    const report = await look(request);
    progress.end();
    await writeOutputs(report, formats, outputs, terminal(given.color), process.env);
    tellProblems(report);
    if (exec !== undefined && isNews(report, before)) await hand(exec, report);
    if (pause === undefined) return exitCodes[report.verdict];
    before = report;
    await sleep(pause);
  }
}
