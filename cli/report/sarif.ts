import type { Location, Log, Notification, ReportingDescriptor, Result } from "sarif";
import {
  type CategoryWords,
  type Found,
  type Presentation,
  type PresentedProblem,
  problemTitle,
  subjectText,
} from "./presentation";
import { oneLine, valueText } from "./value-text";

/** Each segment may hold anything; the slashes between them stay. */
const uriOf = (path: string): string => path.split(/[\\/]/).map(encodeURIComponent).join("/");

const ruleId = ({ command }: Presentation, category: string): string => `prefect-${command}/${category}`;

const ruleOf = (report: Presentation, { name, rule }: CategoryWords): ReportingDescriptor => ({
  id: ruleId(report, name),
  name: rule.name,
  shortDescription: { text: rule.text },
  help: { text: rule.help },
  defaultConfiguration: { level: rule.level },
});

/** Where a scanner points: at the file of the finding, or at the one for all that have none. */
const locationOf = (report: Presentation, { file, key }: Found): Location => ({
  physicalLocation: {
    artifactLocation: { uri: uriOf(file ?? report.file), uriBaseId: "%SRCROOT%" },
    region: { startLine: 1 },
  },
  logicalLocations: [{ fullyQualifiedName: oneLine(key), kind: "resource" }],
});

function resultOf(report: Presentation, finding: Found): Result {
  const { category, group, key, remark, differences, fails } = finding;
  const ruleIndex = report.categories.findIndex(({ name }) => name === category);
  const head = `${report.categories[ruleIndex]?.rule.text ?? ""} ${subjectText(finding)}${remark === "" ? "" : `: ${remark}`}`;
  const lines = differences.map(
    ({ path, before, after }) => `${path}: ${valueText(before)} → ${valueText(after)}`,
  );
  return {
    ruleId: ruleId(report, category),
    ruleIndex,
    level: fails ? "error" : "note",
    message: { text: [head, ...lines].map(oneLine).join("\n") },
    locations: [locationOf(report, finding)],
    // What makes a finding of the next run the same one.
    partialFingerprints: { "prefectObject/v1": JSON.stringify([category, group, key]) },
  };
}

const notificationOf = (problem: PresentedProblem): Notification => ({
  level: "error",
  message: {
    text: [problemTitle(problem), problem.summary, problem.detail].filter((part) => part).join("\n"),
  },
});

/** SARIF 2.1.0, as code scanning reads it. What a rule of the project ignores is a suppressed result. */
export function sarif(report: Presentation): string {
  const rules = report.categories.map((category) => ruleOf(report, category));
  const expired = report.expiredRules.map(
    ({ reason, until }): Notification => ({
      level: "error",
      message: { text: `The ignore rule "${reason}" held until ${until}: renew or remove it.` },
    }),
  );
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: `cdktf-prefect ${report.command}`, version: report.toolVersion, rules } },
        automationDetails: { id: `prefect-${report.command}/` },
        invocations: [
          {
            executionSuccessful: report.problems.length === 0,
            startTimeUtc: report.createdAt,
            toolExecutionNotifications: [...report.problems.map(notificationOf), ...expired],
          },
        ],
        results: [
          ...report.findings.map((finding) => resultOf(report, finding)),
          ...report.ignored.map(
            ({ finding, reason }): Result => ({
              ...resultOf(report, finding),
              suppressions: [{ kind: "external", justification: reason }],
            }),
          ),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
