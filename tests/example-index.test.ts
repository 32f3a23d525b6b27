import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { examplesFolder } from "./support/examples";

const folders = readdirSync(examplesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("examples/README.md leads to every folder, and nowhere else", () => {
  const index = readFileSync(join(examplesFolder, "README.md"), "utf8");
  const linked = [...index.matchAll(/\]\(([\w-]+)\)/g)].map(([, name]) => name);
  expect(linked.sort()).toEqual(folders.sort());
});

test.each(folders.filter((name) => existsSync(join(examplesFolder, name, "main.ts"))))(
  "%s has a README",
  (name) => {
    expect(readFileSync(join(examplesFolder, name, "README.md"), "utf8")).toMatch(/^# \S/);
  },
);
