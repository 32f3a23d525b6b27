import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "./support/project-paths";

const folder = join(projectRoot, "tests", "faults");

/** Titles of tests, without what a table or a setting fills in. */
const titlesIn = (code: string): string[] =>
  [...code.matchAll(/^ *it(?:\.each\(\w+\))?\(\s*(["`])(.*?)\1/gms)].map(([, , title = ""]) =>
    title.replace(/^%s, /, "").replace(/ \(MINUTES=.*$/, ""),
  );

it("docs/reliability.md has each test of make test-faults in its table, and no other", () => {
  const page = readFileSync(join(projectRoot, "docs", "reliability.md"), "utf8");
  const rows = page.split("\n").filter((line) => /^\| .* \| (SQLite|SQLite, PostgreSQL) \|$/.test(line));
  const named = rows.map((row) => (row.split(" | ")[2] ?? "").replace(/^\[.*?\]\(.*?\): /, ""));
  const files = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  const titles = files.flatMap((name) => titlesIn(readFileSync(join(folder, name), "utf8")));
  expect(titles.length).toBeGreaterThan(10);
  expect(named.sort()).toEqual(titles.sort());
});
