import type { Verdict } from "../../rules/verdict";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { type Diagnostic, type Path, problem, spellPath, warning } from "../framework/diagnostic";

/** What a rule says of a configured string: refused is an error, doubtful a warning. */
export function judge(rule: (value: string) => Verdict, value: CtyValue, path: Path): readonly Diagnostic[] {
  if (typeof value !== "string" || isUnknown(value)) return [];
  return spoken(rule(value), path);
}

export function spoken(verdict: Verdict, path: Path): readonly Diagnostic[] {
  if (verdict.verdict === "accepted") return [];
  if (verdict.verdict === "refused") {
    return [problem(`Invalid value for ${spellPath(path)}`, verdict.reason, path)];
  }
  return [warning(`Doubtful value for ${spellPath(path)}`, verdict.reason, path)];
}
