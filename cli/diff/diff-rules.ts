import { type IgnoreRule, type RuleBook, readRulesFile } from "../report/ignore-rules";
import type { Category, Finding, Rule } from "./report";

/** What rules of `.prefect-diff.yaml` can say. */
export const diffRules: RuleBook<Category, Finding> = {
  file: ".prefect-diff.yaml",
  subject: "name",
  categories: ["different", "only_in_from", "only_in_to"],
  subjectsOf: ({ name }) => [name],
  differencesOf: (finding) => (finding.category === "different" ? finding.differences : undefined),
  withDifferences: (finding, differences) =>
    finding.category === "different" ? { ...finding, differences } : finding,
};

export const toRule = ({ subject, ...others }: IgnoreRule<Category>): Rule => ({ name: subject, ...others });

export const fromRule = ({ name, ...others }: Rule): IgnoreRule<Category> => ({ subject: name, ...others });

/** @throws Trouble */
export const readDiffRules = (named: string | undefined, today: string): readonly Rule[] =>
  readRulesFile(diffRules, named, today).map(toRule);
