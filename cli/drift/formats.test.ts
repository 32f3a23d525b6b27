import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../rules/json-schema/evaluate";
import { closed } from "../../rules/json-schema/value";
import type { FormatOptions } from "../report/format";
import { formats } from "./formats";
import type { DriftReport } from "./report";
import { cleanReport, fullReport, largeReport } from "./report.fixture";

const schema: unknown = JSON.parse(
  readFileSync(join(__dirname, "../../docs/drift-report.schema.json"), "utf8"),
);

const plain: FormatOptions = { color: false, width: undefined, height: undefined, timeZone: "UTC" };

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
      const lines = write("table", report, { ...plain, color: true, width, height })
        .trimEnd()
        .split("\n");
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

/** Reads XML with Python's own parser: suites with the attributes and names of their cases. */
function readXml(text: string): unknown {
  const script = `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
case = lambda one: {"name": one.get("name"), **{child.tag: [child.get("message"), child.text] for child in one}}
print(json.dumps({"counts": root.attrib, "suites": {one.get("name"): [case(c) for c in one] for one in root}}))
`;
  return JSON.parse(execFileSync("python3", ["-c", script], { input: text, encoding: "utf8" }));
}

describe("junit", () => {
  it("fails what fails the verdict, has errors for what could not be told, and skips the rest", () => {
    expect(readXml(write("junit", fullReport))).toMatchObject({
      counts: { failures: "5", errors: String(fullReport.problems.length + 1) },
      suites: {
        production: expect.arrayContaining([
          { name: "101 objects held against the server" },
          {
            name: "changed: prefect_work_pool.kubernetes",
            failure: [
              "changed, updated 2026-02-28 08:00",
              expect.stringContaining("concurrency_limit: 10 → null"),
            ],
          },
          { name: "pending: prefect_deployment.hourly", skipped: ["pending, to create", null] },
        ]),
        staging: expect.arrayContaining([
          expect.objectContaining({
            name: 'changed: module.eu["fr|de"].prefect_variable.region["<script>alert(1)</script>"] (region_eu)',
            failure: [expect.anything(), expect.stringContaining('"eu-west-1 & <eu-central-1>"')],
          }),
        ]),
        rules: [{ name: "Until the move is done", error: expect.anything() }],
      },
    });
  });

  it("has a case for a stack without drift", () => {
    expect(readXml(write("junit", cleanReport))).toMatchObject({ counts: { failures: "0", errors: "0" } });
  });
});

describe("sarif", () => {
  const log = (report: DriftReport) => JSON.parse(write("sarif", report)).runs[0];

  it("has a result for each finding, by rule, and a suppressed one for what is ignored", () => {
    const { results, invocations, tool } = log(fullReport);
    expect(results).toHaveLength(fullReport.findings.length + fullReport.ignored.length);
    expect(results[0]).toMatchObject({
      ruleId: "prefect-drift/changed",
      level: "error",
      message: { text: expect.stringContaining("paused: false → true") },
      locations: [{ physicalLocation: { artifactLocation: { uri: "cdktf.json" } } }],
    });
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(results.at(-1).suppressions).toEqual([
      { kind: "external", justification: "Notebooks make blocks" },
    ]);
    expect(invocations[0].executionSuccessful).toBe(false);
    expect(log(cleanReport)).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }] });
  });

  it("tells two findings apart from run to run", () => {
    const prints = log(largeReport).results.map((result: { partialFingerprints: object }) =>
      JSON.stringify(result.partialFingerprints),
    );
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe("github", () => {
  it("prints one command a line, whatever a name holds", () => {
    const lines = write("github", fullReport).trimEnd().split("\n");
    expect(lines.at(-1)).toMatch(/^Could not tell everything: /);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^::(error|notice) [^:]*::[^:]/);
    expect(lines.join("\n")).toContain(
      "::error file=cdktf.json,title=prefect_deployment.nightly (etl/nightly)::production: changed,",
    );
  });

  it("keeps to what GitHub shows, and says how many more there are", () => {
    const lines = write("github", largeReport).split("\n");
    expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(10);
    expect(lines.join("\n")).toMatch(/title=\d+ more::/);
  });

  it("has a job summary", () => {
    expect(formats.github?.jobSummary?.(fullReport)).toBe(write("markdown", fullReport));
  });
});

describe("markdown", () => {
  it("shows changed attributes with both values in a table", () => {
    const text = write("markdown", fullReport);
    expect(text).toContain("| attribute | applied | server |\n| --- | --- | --- |\n");
    expect(text).toContain("| `concurrency_limit` | `10` | `null` |");
    expect(text).toContain("## Missing (2)");
  });

  it("lets no name or value be more than text", () => {
    const text = write("markdown", fullReport);
    expect(text.replace(/`+[^`\n]*`+/g, "")).not.toMatch(/<script>|<b>|\[on\]|\*failure\*/);
    for (const row of text.split("\n").filter((line) => line.startsWith("| `"))) {
      expect(row.replaceAll("\\|", "").split("|")).toHaveLength(5);
    }
  });
});
