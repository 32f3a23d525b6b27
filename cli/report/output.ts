import { appendFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { FormatOptions, Formats } from "./format";
import { Trouble } from "./trouble";

/** Where a format's text goes. */
export interface Output {
  readonly format: string;
  /** Undefined: standard output. */
  readonly file: string | undefined;
}

/** Whether it may be a file's path: looking takes its time, and would be lost. */
const isWritable = (file: string): boolean =>
  statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() === true &&
  statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true;

function put(format: string, file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Trouble(`writing --format ${format}=${file}`, why);
  }
}

/**
 * Reads what `--format` was given: `json`, `markdown=drift.md`.
 * @throws Trouble
 */
export function readOutputs(given: readonly string[], formats: object): readonly Output[] {
  const step = "reading --format";
  const outputs = given.map((text): Output => {
    const [format = "", ...rest] = text.split("=");
    const file = rest.length === 0 ? undefined : rest.join("=");
    if (!Object.hasOwn(formats, format)) {
      throw new Trouble(step, `There is no format "${format}": give ${Object.keys(formats).join(", ")}.`);
    }
    if (file === "") throw new Trouble(step, `--format ${text} names no file.`);
    if (file !== undefined && !isWritable(file)) {
      throw new Trouble(step, `--format ${text} names no file in a folder that is there.`);
    }
    return { format, file };
  });
  const printed = outputs.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    throw new Trouble(
      step,
      `Only one format can go to standard output, not ${printed.map(({ format }) => format).join(" and ")}: give the others a file, --format NAME=FILE.`,
    );
  }
  return outputs;
}

/**
 * Writes the report in each format, and to the job's summary (`GITHUB_STEP_SUMMARY`) where a format has one.
 * @param terminal how it may look on standard output
 */
export async function writeOutputs<Report>(
  report: Report,
  formats: Formats<Report>,
  outputs: readonly Output[],
  terminal: FormatOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const plain: FormatOptions = { ...terminal, color: false, width: undefined, height: undefined };
  for (const { format, file } of outputs) {
    const text = formats[format]?.write(report, file === undefined ? terminal : plain) ?? "";
    if (file !== undefined) put(format, file, text);
    // What is not written when the process ends would be lost.
    else await new Promise<void>((done) => process.stdout.write(text, () => done()));
    const summary = env.GITHUB_STEP_SUMMARY ? formats[format]?.jobSummary?.(report) : undefined;
    if (summary !== undefined) appendFileSync(env.GITHUB_STEP_SUMMARY ?? "", summary);
  }
}
