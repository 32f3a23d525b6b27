import { presentRules } from "../report/present-rules";
import {
  type CategoryWords,
  counted,
  type Found,
  type Outcome,
  type Presentation,
} from "../report/presentation";
import { driftRules } from "./drift-rules";
import type { Category, Difference, DriftReport, Finding, RuntimeChange, Touch, Verdict } from "./report";

/** The categories, in the order of a report. */
const categories = ["changed", "missing", "pending", "unmanaged"] as const satisfies readonly Category[];

export const verdicts: Readonly<Record<Verdict, string>> = {
  none: "No drift",
  drift: "Drift",
  unknown: "Could not tell everything",
};

export const outcomes: Readonly<Record<Verdict, Outcome>> = {
  none: "none",
  drift: "found",
  unknown: "unknown",
};

const rules: Readonly<Record<Category, CategoryWords["rule"]>> = {
  changed: {
    name: "ChangedOnServer",
    text: "An object is no longer what was last applied.",
    help: "Apply to put it back, or bring the change into the code.",
    level: "error",
  },
  missing: {
    name: "MissingOnServer",
    text: "An object that was applied is gone from the server.",
    help: "Apply to make it again, or remove it from the code.",
    level: "error",
  },
  pending: {
    name: "NotAppliedYet",
    text: "The code asks for something that is not applied yet.",
    help: "Apply it.",
    level: "note",
  },
  unmanaged: {
    name: "Unmanaged",
    text: "The server has an object that no state knows.",
    help: "Bring it into the code with `cdktf-prefect adopt`, delete it, or ignore it by a rule in .prefect-drift.yaml.",
    level: "note",
  },
};

const styles = { changed: "yellow", missing: "red", pending: "cyan", unmanaged: "magenta" } as const;

const words = (category: Category): CategoryWords => ({
  name: category,
  label: category.toUpperCase(),
  title: `${category[0]?.toUpperCase()}${category.slice(1)}`,
  words: category,
  style: styles[category],
  sides: category === "pending" ? ["server", "code"] : ["applied", "server"],
  rule: rules[category],
});

/** `updated 2026-03-01 12:00 by Trillian`, as far as the server tells; empty where it does not. */
function touched(verb: string, touch: Touch | null): string {
  if (touch === null) return "";
  const at = touch.at === null ? "" : ` ${touch.at.slice(0, 16).replace("T", " ")}`;
  const by = touch.by === null ? "" : ` by ${touch.by}`;
  return at + by === "" ? "" : `${verb}${at}${by}`;
}

/** What is to be said of a finding beside its object and its attributes; may be empty. */
function remarkOn(finding: Finding): string {
  switch (finding.category) {
    case "changed":
      return touched("updated", finding.updated);
    case "missing":
      return "gone from the server";
    case "pending":
      return `to ${finding.action}`;
    case "unmanaged":
      return [
        finding.owner === null ? "" : `owner ${finding.owner}`,
        touched("created", finding.created),
        touched("updated", finding.updated),
      ]
        .filter((part) => part !== "")
        .join(", ");
  }
}

/** The differences worth showing: what an attribute was before does not matter where the whole object comes or goes. */
const differencesOf = (finding: Finding): readonly Difference[] =>
  finding.category === "changed" || (finding.category === "pending" && /update|replace/.test(finding.action))
    ? finding.differences
    : [];

function found(report: DriftReport, finding: Finding): Found {
  const { category, kind, address, name, stack } = finding;
  const isNamed = category === "unmanaged" || address.includes(name);
  return {
    category,
    kind,
    // What no state knows has no address of its own.
    object: category === "unmanaged" ? `${kind.replaceAll("_", " ")} ${name}` : address,
    called: isNamed ? "" : name,
    key: address,
    group: stack,
    remark: remarkOn(finding),
    differences: differencesOf(finding),
    fails: report.failOn.includes(category),
    file: fileOf(report, stack),
  };
}

const aside = ({ kind, address, name, stack, differences }: RuntimeChange): Found => ({
  category: "runtime",
  kind,
  object: address,
  called: address.includes(name) ? "" : name,
  key: address,
  group: stack,
  remark: "no drift",
  differences,
  fails: false,
  file: null,
});

const fileOf = ({ stacks }: DriftReport, stack: string | null): string | null =>
  stacks.find(({ name }) => name === stack)?.file ?? null;

/** The report in the words of the formats. */
export function present(report: DriftReport): Presentation {
  const { totals, servers, states } = report;
  return {
    command: "drift",
    toolVersion: report.toolVersion,
    createdAt: report.createdAt,
    outcome: outcomes[report.verdict],
    verdict: verdicts[report.verdict],
    counts: [
      ...categories.filter((name) => totals[name] > 0).map((name) => `${totals[name]} ${name}`),
      `${counted(totals.checked, "object")} checked`,
    ].join(", "),
    sources: [
      ...servers.map(({ address, source }) => `${address} (${source})`),
      `states: ${states.map(({ source }) => source).join(", ") || "none"}`,
    ].join(" · "),
    categories: categories.map(words),
    findings: report.findings.map((finding) => found(report, finding)),
    asides: (report.runtime ?? []).map(aside),
    ...presentRules(report, (finding) => found(report, finding)),
    rulesFile: driftRules.file,
    problems: report.problems.map(({ stack, ...said }) => ({
      group: stack,
      ...said,
      file: fileOf(report, stack),
    })),
    passed: report.stacks
      .filter(({ checked }) => checked)
      .map(({ name, objects }) => ({
        group: name,
        text: `${counted(objects, "object")} held against the server`,
      })),
    file: report.stacks[0]?.file ?? "cdktf.json",
  };
}
