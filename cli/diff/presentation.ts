import { presentRules } from "../report/present-rules";
import {
  type CategoryWords,
  counted,
  type Found,
  type Outcome,
  type Presentation,
} from "../report/presentation";
import { diffRules } from "./diff-rules";
import type { Category, DiffReport, Finding, Side, Verdict } from "./report";

export const verdicts: Readonly<Record<Verdict, string>> = {
  equal: "Equal",
  different: "Different",
  unknown: "Could not tell everything",
};

export const outcomes: Readonly<Record<Verdict, Outcome>> = {
  equal: "none",
  different: "found",
  unknown: "unknown",
};

type Names = Pick<DiffReport, "from" | "to">;

/** A category within a sentence: `only in staging`. */
export const categoryText = (category: Category, { from, to }: Names): string =>
  category === "different" ? "different" : `only in ${category === "only_in_from" ? from.name : to.name}`;

const labels = { different: "DIFFERENT", only_in_from: "ONLY FROM", only_in_to: "ONLY TO" } as const;

const styles = { different: "yellow", only_in_from: "red", only_in_to: "cyan" } as const;

const rules: Readonly<Record<Category, Omit<CategoryWords["rule"], "level">>> = {
  different: {
    name: "Different",
    text: "Two servers have different values for an object of one name.",
    help: "Deploy the same code to both, or ignore it by a rule in .prefect-diff.yaml.",
  },
  only_in_from: {
    name: "OnlyInFrom",
    text: "Only the first server has an object.",
    help: "Bring it into the code with `cdktf-prefect adopt --only`, and deploy that to the second server.",
  },
  only_in_to: {
    name: "OnlyInTo",
    text: "Only the second server has an object.",
    help: "Bring it into the code with `cdktf-prefect adopt --only`, and deploy that to the first server, or delete it.",
  },
};

function words(category: Category, names: Names): CategoryWords {
  const text = categoryText(category, names);
  return {
    name: category,
    label: labels[category],
    title: `${text[0]?.toUpperCase()}${text.slice(1)}`,
    words: text,
    style: styles[category],
    sides: [names.from.name, names.to.name],
    rule: { ...rules[category], level: "error" },
  };
}

function found(finding: Finding, names: Names): Found {
  const { category, kind, name } = finding;
  return {
    category,
    kind,
    object: `${kind.replaceAll("_", " ")} ${name}`,
    called: "",
    key: `${kind} ${name}`,
    group: null,
    remark: category === "different" ? "" : categoryText(category, names),
    differences: category === "different" ? finding.differences : [],
    fails: true,
    file: null,
  };
}

/** `staging http://127.0.0.1:4200/api (Prefect 3.8.8)`. */
function sideText({ name, address, version }: Side): string {
  const shown = address === null || address === name ? name : `${name} ${address}`;
  return version === null ? shown : `${shown} (Prefect ${version})`;
}

/** The report in the words of the formats. */
export function present(report: DiffReport): Presentation {
  const { totals, from, to, only } = report;
  const order = ["different", "only_in_from", "only_in_to"] as const;
  return {
    command: "diff",
    toolVersion: report.toolVersion,
    createdAt: report.createdAt,
    outcome: outcomes[report.verdict],
    verdict: verdicts[report.verdict],
    counts: [
      ...order
        .filter((category) => totals[category] > 0)
        .map((category) => `${totals[category]} ${categoryText(category, report)}`),
      `${counted(totals.compared, "object")} compared`,
      ...(totals.notCompared > 0 ? [`${counted(totals.notCompared, "secret")} not compared`] : []),
    ].join(", "),
    sources: [
      `${sideText(from)} → ${sideText(to)}`,
      ...(only.length > 0 ? [`only ${only.join(", ")}`] : []),
    ].join(" · "),
    categories: order.map((category) => words(category, report)),
    findings: report.findings.map((finding) => found(finding, report)),
    asides: [],
    ...presentRules(report, (finding) => found(finding, report)),
    rulesFile: diffRules.file,
    problems: report.problems.map(({ server, ...said }) => ({ group: server, ...said, file: null })),
    passed:
      report.problems.length > 0
        ? []
        : [{ group: null, text: `${counted(totals.compared, "object")} compared` }],
    file: "cdktf.json",
  };
}
