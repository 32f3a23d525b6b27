import { applyRules, type IgnoreRule, type RuleBook, readRulesFile } from "../report/ignore-rules";
import type { Category, Finding, Ignored, Rule } from "./report";

/** What rules of `.prefect-drift.yaml` can say. */
export const driftRules: RuleBook<Category, Finding> = {
  file: ".prefect-drift.yaml",
  subject: "address",
  categories: ["changed", "missing", "pending", "unmanaged"],
  subjectsOf: ({ address, stack }) => (stack === null ? [address] : [address, `${stack}:${address}`]),
  differencesOf: (finding) =>
    finding.category === "changed" || (finding.category === "pending" && finding.action === "update")
      ? finding.differences
      : undefined,
  withDifferences: (finding, differences) => ({ ...finding, differences }),
};

const toRule = ({ subject, ...others }: IgnoreRule<Category>): Rule => ({ address: subject, ...others });

const fromRule = ({ address, ...others }: Rule): IgnoreRule<Category> => ({ subject: address, ...others });

/** @throws Trouble */
export const readDriftRules = (named: string | undefined, today: string): readonly Rule[] =>
  readRulesFile(driftRules, named, today).map(toRule);

interface Judged {
  readonly findings: readonly Finding[];
  readonly ignored: readonly Ignored[];
  /** The rules, with what each has ignored. */
  readonly rules: readonly Rule[];
}

/** Takes out what rules ignore. */
export function applyDriftRules(findings: readonly Finding[], rules: readonly Rule[]): Judged {
  const judged = applyRules(findings, rules.map(fromRule), driftRules);
  return { ...judged, rules: judged.rules.map(toRule) };
}
