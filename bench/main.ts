/**
 * `make bench`: measures, prints, and writes `results.md`. Fails when a limit is broken or a count has grown; what a
 * part with such a count has measured is not written, so that the next run finds the same.
 */
import { cpus } from "node:os";
import { terraformExecutable } from "../tests/support/terraform";
import { grown, isBroken } from "./figures";
import { parts } from "./parts";
import { report } from "./report";
import type { Result, Results } from "./result";
import { readResults, writeResults } from "./results";

/** The parts that ONLY names, separated by commas; all without it. */
function chosen(only: string | undefined): string[] {
  const all = Object.keys(parts);
  if (!only) return all;
  const names = only.split(",");
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`ONLY: there is no part ${unknown.join(", ")}: ${all.join(", ")}`);
  return names;
}

async function measure(name: string): Promise<Result | undefined> {
  console.log(`Measuring ${name}`);
  const start = performance.now();
  const figures = await parts[name]?.();
  if (figures === undefined) return undefined;
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`  ${seconds} s`);
  return {
    machine: `${cpus().length} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}, ${terraformExecutable}`,
    date: new Date().toISOString().slice(0, 10),
    seconds,
    figures,
  };
}

async function main(): Promise<number> {
  const names = chosen(process.env.ONLY);
  const before = await readResults();
  const measured: Record<string, Result> = {};
  const after: Record<string, Result> = { ...before };
  const broken: string[] = [];
  for (const name of names) {
    const result = await measure(name);
    if (result === undefined) continue;
    measured[name] = result;
    const worse = grown(before[name]?.figures, result.figures);
    if (worse.length === 0) after[name] = result;
    broken.push(
      ...result.figures.limits
        .filter(isBroken)
        .map(({ what, measured: is, atMost }) => `${name}: ${what}: ${is.toFixed(2)}, at most ${atMost}`),
      ...worse.map((line) => `${name}: ${line}; without the part in bench/results.json it is taken as it is`),
    );
    // After each part, so that an interruption loses no more than the one that it hits.
    await writeResults(inOrder(after));
  }
  console.log(`\n${report(measured)}`);
  for (const line of broken) console.error(`BROKEN ${line}`);
  return broken.length === 0 ? 0 : 1;
}

const inOrder = (results: Results): Results =>
  Object.fromEntries(
    Object.keys(parts).flatMap((name) => (results[name] === undefined ? [] : [[name, results[name]]])),
  );

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
