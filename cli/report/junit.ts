import { type Found, type Presentation, subjectText } from "./presentation";
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

/** The suite of what belongs to no group. */
const noGroup = "server";

function casesOf(report: Presentation): readonly Case[] {
  const one = (
    group: string | null,
    name: string,
    outcome: Case["outcome"],
    message: string,
    lines: readonly string[],
  ): Case => {
    const suite = group ?? noGroup;
    const body = {
      passed: [],
      skipped: [element("skipped", { message })],
      failure: [element("failure", { message, type: report.command }, [text(lines)])],
      error: [element("error", { message, type: report.command }, [text(lines)])],
    };
    const xml = element("testcase", { classname: `prefect.${suite}`, name }, body[outcome]);
    return { suite, outcome, xml };
  };
  const titles = new Map(report.categories.map(({ name, words }) => [name, words]));
  const ofFinding = (finding: Found): Case => {
    const title = titles.get(finding.category) ?? "";
    const message = [title, finding.remark].filter((part) => part !== "").join(", ");
    const lines = finding.differences.map(
      ({ path, before, after }) => `${path}: ${valueText(before)} → ${valueText(after)}`,
    );
    const name = `${title}: ${subjectText(finding)}`;
    return one(finding.group, name, finding.fails ? "failure" : "skipped", message, [message, ...lines]);
  };
  return [
    ...report.passed.map(({ group, text: name }) => one(group, name, "passed", "", [])),
    ...report.problems.map(({ group, step, summary, detail }) =>
      one(group, step, "error", summary, [summary, ...detail.split("\n")]),
    ),
    ...report.expiredRules.map(({ reason, until }) => {
      const message = `the ignore rule held until ${until}: renew or remove it`;
      return one("rules", reason, "error", message, [message]);
    }),
    ...report.findings.map(ofFinding),
    ...report.ignored.map(({ finding, reason }) =>
      one(
        finding.group,
        `${titles.get(finding.category)}, ignored: ${subjectText(finding)}`,
        "skipped",
        reason,
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
 * JUnit's XML, as GitLab, Jenkins and others read it: a suite for each group, a failure for what the command fails
 * for, an error for what could not be told, skipped for the rest.
 */
export function junit(report: Presentation): string {
  const cases = casesOf(report);
  const suites = [...new Set(cases.map(({ suite }) => suite))].map((suite) => {
    const own = cases.filter((one) => one.suite === suite);
    const attributes = { name: suite, ...countsOf(own), time: 0, timestamp: report.createdAt.slice(0, 19) };
    return element("testsuite", attributes, ["", ...own.map(({ xml }) => xml), ""]);
  });
  const all = element(
    "testsuites",
    { name: `cdktf-prefect ${report.command}`, ...countsOf(cases), time: 0 },
    ["", ...suites, ""],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all}\n`;
}
