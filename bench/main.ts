/** `make bench`: measures, prints, and writes `results.md`. Fails when a limit is broken or a count has grown. */
import { cpus } from "node:os";
import { terraformExecutable } from "../tests/support/terraform";
import { grown, isBroken } from "./figures";
import { parts } from "./parts";
import { report } from "./report";
import { type Results, readResults, writeResults } from "./results";

/** The parts that ONLY names, separated by commas; all without it. */
function chosen(only: string | undefined): string[] {
  const all = Object.keys(parts);
  if (!only) return all;
  const names = only.split(",");
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`ONLY: there is no part ${unknown.join(", ")}: ${all.join(", ")}`);
  return names;
}

async function main(): Promise<number> {
  const names = chosen(process.env.ONLY);
  const machine = `${cpus().length} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}, ${terraformExecutable}`;
  const before = await readResults();
  const measured: Record<string, Results[string]> = {};
  const broken: string[] = [];
  for (const name of names) {
    console.log(`Measuring ${name}`);
    const figures = await parts[name]?.();
    if (figures === undefined) continue;
    measured[name] = { machine, date: new Date().toISOString().slice(0, 10), figures };
    broken.push(
      ...figures.limits
        .filter(isBroken)
        .map(({ what, measured: is, atMost }) => `${name}: ${what}: ${is.toFixed(2)}, at most ${atMost}`),
      ...grown(before[name]?.figures, figures).map((line) => `${name}: ${line}`),
    );
  }
  console.log(`\n${report(measured)}`);
  const all = { ...before, ...measured };
  await writeResults(
    Object.fromEntries(Object.keys(parts).flatMap((name) => (all[name] ? [[name, all[name]]] : []))),
  );
  for (const line of broken) console.error(`BROKEN ${line}`);
  return broken.length === 0 ? 0 : 1;
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
