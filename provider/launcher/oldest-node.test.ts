import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { oldestNode } from "./oldest-node";

const read = (file: string): string => readFileSync(resolve(__dirname, "../..", file), "utf8");

test("npm is told the same", () => {
  expect(JSON.parse(read("package.json")).engines).toEqual({ node: `>=${oldestNode}` });
});

test.each(["README.md", "docs/contributing.md", "Makefile"])("%s says the same", (file) => {
  const said = [...read(file).matchAll(/\bNode(?:\.js)? (\d[\d.]*\d)/g)].map(([, version]) => version);
  expect(new Set(said)).toEqual(new Set([oldestNode]));
});
