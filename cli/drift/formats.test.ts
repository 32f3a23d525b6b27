import { readFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../rules/json-schema/evaluate";
import { closed } from "../../rules/json-schema/value";
import { type FormatOptions, formats } from "./formats";
import type { DriftReport } from "./report";
import { cleanReport, fullReport, largeReport } from "./report.fixture";

const schema: unknown = JSON.parse(
  readFileSync(join(__dirname, "../../docs/drift-report.schema.json"), "utf8"),
);

const plain: FormatOptions = { color: false, width: undefined, height: undefined };

const write = (name: string, report: DriftReport, options = plain): string =>
  formats[name]?.write(report, options) ?? "";

describe("json", () => {
  it.each([
    ["full", fullReport],
    ["clean", cleanReport],
  ])("is what the published schema says: %s", (_, report) => {
    const parsed: unknown = JSON.parse(write("json", report));
    expect(evaluate(schema, parsed, closed)).toEqual({ complaints: [], unsure: false });
  });

  it("has a schema that takes nothing else", () => {
    const { verdict: _, ...rest } = cleanReport;
    for (const other of [rest, { ...cleanReport, more: 1 }, { ...cleanReport, verdict: "maybe" }]) {
      expect(evaluate(schema, JSON.parse(JSON.stringify(other)), closed).complaints).not.toEqual([]);
    }
  });
});

describe("table", () => {
  it("shows changed attributes with both values", () => {
    const text = write("table", fullReport, { ...plain, width: 120, height: 80 });
    expect(text).toMatch(/CHANGED +prefect_deployment\.nightly/);
    expect(text).toMatch(/schedules\[0\]\.cron +"0 2 \* \* \*" → "30 2 \* \* mon-fri"/);
    expect(text).toMatch(/job_variables\.env\.TOKEN +\(sensitive\) → \(sensitive\)/);
    expect(text).toContain("Operators pause deployments");
    expect(text).toContain("held until 2026-01-31");
  });

  it.each([
    [80, 24],
    [120, 40],
    [200, 60],
  ])("fits a screen of %d columns and %d rows", (width, height) => {
    for (const report of [fullReport, cleanReport, largeReport]) {
      const lines = write("table", report, { color: true, width, height }).trimEnd().split("\n");
      expect(lines.length).toBeLessThan(height);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it("counts what it has no room for", () => {
    expect(write("table", largeReport)).toMatch(/CHANGED +… and \d+ more: \d+ deployments/);
  });

  it("lets no value steer the terminal", () => {
    const text = write("table", fullReport, { ...plain, width: 400, height: 100 });
    for (const character of ["\u001b", "\u202e", "\t"]) expect(text).not.toContain(character);
    expect(text).toContain("\\u001b[31m\\u202e");
  });
});
