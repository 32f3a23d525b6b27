import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";

const { outputFiles } = buildSync({
  entryPoints: [join(__dirname, "level-heap.fixture.ts")],
  write: false,
  bundle: true,
  platform: "node",
  logLevel: "warning",
});

/** MB of the young generation of a process that makes many objects. */
const young = (...args: string[]): number =>
  Number(execFileSync(process.execPath, ["-", ...args], { input: outputFiles[0]?.text, encoding: "utf8" })) /
  1024 ** 2;

test("the young generation grows up to its limit, and V8 would let it grow on", () => {
  expect(young("--limited")).toBe(16);
  expect(young()).toBeGreaterThan(16);
});
