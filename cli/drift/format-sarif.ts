import type { Location, Log, Notification, ReportingDescriptor, Result } from "sarif";
import { differencesOf, fails, remarkOn, subjectText } from "./finding-text";
import type { Category, DriftReport, Finding, Problem } from "./report";
import { oneLine, valueText } from "./value-text";

const texts: Readonly<
  Record<Category, { readonly name: string; readonly text: string; readonly help: string }>
> = {
  changed: {
    name: "ChangedOnServer",
    text: "An object is no longer what was last applied.",
    help: "Apply to put it back, or bring the change into the code.",
  },
  missing: {
    name: "MissingOnServer",
    text: "An object that was applied is gone from the server.",
    help: "Apply to make it again, or remove it from the code.",
  },
  pending: {
    name: "NotAppliedYet",
    text: "The code asks for something that is not applied yet.",
    help: "Apply it.",
  },
  unmanaged: {
    name: "Unmanaged",
    text: "The server has an object that no state knows.",
    help: "Bring it into the code with `cdktf-prefect adopt`, delete it, or ignore it by a rule in .prefect-drift.yaml.",
  },
};

const categories = ["changed", "missing", "pending", "unmanaged"] as const;

const rules: ReportingDescriptor[] = categories.map((category) => ({
  id: `prefect-drift/${category}`,
  name: texts[category].name,
  shortDescription: { text: texts[category].text },
  help: { text: texts[category].help },
  defaultConfiguration: { level: category === "changed" || category === "missing" ? "error" : "note" },
}));

/** Each segment may hold anything; the slashes between them stay. */
const uriOf = (path: string): string => path.split(/[\\/]/).map(encodeURIComponent).join("/");

/** Where a scanner points: at the code of the stack, or of the first one for what belongs to none. */
function locationOf({ stacks }: DriftReport, finding: Finding): Location {
  const stack = stacks.find(({ name }) => name === finding.stack) ?? stacks[0];
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(stack?.file ?? "cdktf.json"), uriBaseId: "%SRCROOT%" },
      region: { startLine: 1 },
    },
    logicalLocations: [{ fullyQualifiedName: oneLine(finding.address), kind: "resource" }],
  };
}

function messageOf(finding: Finding): string {
  const remark = remarkOn(finding);
  const head = `${texts[finding.category].text} ${subjectText(finding)}${remark === "" ? "" : `: ${remark}`}`;
  const lines = differencesOf(finding).map(
    ({ path, before, after }) => `${path}: ${valueText(before)} → ${valueText(after)}`,
  );
  return [head, ...lines].map(oneLine).join("\n");
}

const resultOf = (report: DriftReport, finding: Finding): Result => ({
  ruleId: `prefect-drift/${finding.category}`,
  ruleIndex: categories.indexOf(finding.category),
  level: fails(report, finding) ? "error" : "note",
  message: { text: messageOf(finding) },
  locations: [locationOf(report, finding)],
  // What makes a finding of the next run the same one.
  partialFingerprints: {
    "prefectObject/v1": JSON.stringify([finding.category, finding.stack, finding.address]),
  },
});

const notificationOf = ({ stack, step, summary, detail }: Problem): Notification => ({
  level: "error",
  message: {
    text: [stack === null ? step : `${stack}: ${step}`, summary, detail].filter((part) => part).join("\n"),
  },
});

/** SARIF 2.1.0, as code scanning reads it. What a rule of the project ignores is a suppressed result. */
export function sarif(report: DriftReport): string {
  const expired = report.rules
    .filter((rule) => rule.expired)
    .map(
      ({ reason, expires }): Notification => ({
        level: "error",
        message: { text: `The ignore rule "${reason}" held until ${expires}: renew or remove it.` },
      }),
    );
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "cdktf-prefect drift", version: report.toolVersion, rules } },
        automationDetails: { id: "prefect-drift/" },
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
            ({ finding, rule }): Result => ({
              ...resultOf(report, finding),
              suppressions: [{ kind: "external", justification: report.rules[rule]?.reason ?? "" }],
            }),
          ),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
