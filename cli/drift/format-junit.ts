import { counted, differencesOf, fails, remarkOn, subjectText } from "./finding-text";
import type { DriftReport, Finding, Problem, Rule } from "./report";
import { oneLine, valueText } from "./value-text";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const entityText = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? "");

const element = (
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[] = [],
): string => {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${entityText(oneLine(String(value)))}"`,
  );
  const start = `<${name}${written.join("")}`;
  return content.length === 0 ? `${start}/>` : `${start}>${content.join("\n")}</${name}>`;
};

/** Lines of text inside an element; what XML cannot hold is escaped. */
const text = (lines: readonly string[]): string => entityText(lines.map(oneLine).join("\n"));

interface Case {
  readonly suite: string;
  readonly outcome: "passed" | "failure" | "error" | "skipped";
  readonly xml: string;
}

const noStack = "server";

function caseOf(
  suite: string,
  name: string,
  outcome: Case["outcome"],
  message: string,
  lines: readonly string[],
): Case {
  const body =
    outcome === "passed"
      ? []
      : [
          element(
            outcome,
            outcome === "skipped" ? { message } : { message, type: "drift" },
            outcome === "skipped" ? [] : [text(lines)],
          ),
        ];
  return { suite, outcome, xml: element("testcase", { classname: `prefect.${suite}`, name }, body) };
}

function findingCase(report: DriftReport, finding: Finding): Case {
  const message = [finding.category, remarkOn(finding)].filter((part) => part !== "").join(", ");
  const lines = differencesOf(finding).map(
    ({ path, before, after }) => `${path}: ${valueText(before)} → ${valueText(after)}`,
  );
  const outcome = fails(report, finding) ? "failure" : "skipped";
  return caseOf(finding.stack ?? noStack, `${finding.category}: ${subjectText(finding)}`, outcome, message, [
    message,
    ...lines,
  ]);
}

const problemCase = ({ stack, step, summary, detail }: Problem): Case =>
  caseOf(stack ?? noStack, step, "error", summary, [summary, ...detail.split("\n")]);

const expiredCase = ({ reason, expires }: Rule): Case => {
  const message = `the ignore rule held until ${expires}: renew or remove it`;
  return caseOf("rules", reason, "error", message, [message]);
};

function casesOf(report: DriftReport): readonly Case[] {
  return [
    ...report.stacks
      .filter(({ checked }) => checked)
      .map(({ name, objects }) =>
        caseOf(name, `${counted(objects, "object")} held against the server`, "passed", "", []),
      ),
    ...report.problems.map(problemCase),
    ...report.rules.filter(({ expired }) => expired).map(expiredCase),
    ...report.findings.map((finding) => findingCase(report, finding)),
    ...report.ignored.map(({ finding, rule }) =>
      caseOf(
        finding.stack ?? noStack,
        `${finding.category}, ignored: ${subjectText(finding)}`,
        "skipped",
        report.rules[rule]?.reason ?? "",
        [],
      ),
    ),
  ];
}

const countsOf = (cases: readonly Case[]) => {
  const count = (outcome: Case["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
  };
};

/**
 * JUnit's XML, as GitLab, Jenkins and others read it: a suite for each stack, a failure for what `failOn` names, an
 * error for what could not be told, skipped for the rest.
 */
export function junit(report: DriftReport): string {
  const cases = casesOf(report);
  const suites = [...new Set(cases.map(({ suite }) => suite))].map((suite) => {
    const own = cases.filter((one) => one.suite === suite);
    const attributes = { name: suite, ...countsOf(own), time: 0, timestamp: report.createdAt.slice(0, 19) };
    return element("testsuite", attributes, ["", ...own.map(({ xml }) => xml), ""]);
  });
  const all = element("testsuites", { name: "cdktf-prefect drift", ...countsOf(cases), time: 0 }, [
    "",
    ...suites,
    "",
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all}\n`;
}
