/**
 * `make test-faults`: the tests of what goes wrong on the way (`tests/faults`), on SQLite and then, as far as the
 * server's database matters to them, on PostgreSQL behind several API processes.
 *
 * ONLY=interrupted runs one file, ONLY="killed (SIGKILL)" the tests whose names have that; DATABASES=sqlite one
 * database; SEED=1 makes the random moments of an earlier run again; MINUTES=5 shortens the endurance run.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { runVitest, totalsOfRun } from "./run-vitest";
import { addTotals, failuresIn, formatTotals } from "./test-totals";

const folder = join("tests", "faults");
const root = resolve(__dirname, "..");

/** What the database behind the server may make a difference to. */
const dependent = ["interrupted", "two-applies"];

const fileOf = (name: string): string => join(folder, `${name}.test.ts`);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function selection(database: string): readonly string[] {
  const only = process.env.ONLY ?? "";
  const isFile = only !== "" && existsSync(join(root, fileOf(only)));
  if (isFile) return database === "sqlite" || dependent.includes(only) ? [fileOf(only)] : [];
  const files = database === "sqlite" ? [`${folder}/`] : dependent.map(fileOf);
  return only === "" ? files : [...files, "--passWithNoTests", "-t", escaped(only)];
}

const databases = (process.env.DATABASES ?? "sqlite postgresql").split(/[\s,]+/);
const outcomes = databases.flatMap((database) => {
  const args = selection(database);
  if (args.length === 0) return [];
  console.log(`\n== ${database}`);
  return [runVitest(["--project", "faults", ...args], { DATABASE: database })];
});
const failures = outcomes.flatMap(({ report }) => (report === undefined ? [] : failuresIn(report)));
if (failures.length > 0) console.log(["\n== failed", ...failures].join("\n  "));
const totals = addTotals(outcomes.map(totalsOfRun));
console.log(formatTotals(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;
