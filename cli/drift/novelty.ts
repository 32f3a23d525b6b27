import { stringifyJson } from "../../client";
import { differenceKey } from "../report/differences";
import type { DriftReport, Finding } from "./report";

const findingKey = (finding: Finding): string =>
  stringifyJson([
    finding.category,
    finding.stack,
    finding.address,
    finding.id,
    "differences" in finding ? finding.differences.map(differenceKey) : [],
  ]);

/** Whether a report shows a finding, or a problem, that the one before did not; without one before, any is new. */
export function isNews(report: DriftReport, before: DriftReport | undefined): boolean {
  const known = new Set([
    ...(before?.findings.map(findingKey) ?? []),
    ...(before?.problems.map((problem) => stringifyJson(problem)) ?? []),
  ]);
  return [
    ...report.findings.map(findingKey),
    ...report.problems.map((problem) => stringifyJson(problem)),
  ].some((key) => !known.has(key));
}
