import { readFileSync } from "node:fs";
import { parse, YAMLParseError } from "yaml";
import { plainPath } from "../report/differences";
import { Trouble } from "../report/trouble";
import type { Category, Difference, Finding, Ignored, Rule } from "./report";

/** The file's name where none is given. */
export const rulesFile = ".prefect-drift.yaml";

const keys = ["address", "attribute", "kind", "category", "reason", "expires"];

const categories: readonly string[] = ["changed", "missing", "pending", "unmanaged"] satisfies Category[];

const isCategory = (value: string): value is Category => categories.includes(value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Refuse = (problem: string) => never;

function optionalText(rule: Readonly<Record<string, unknown>>, key: string, refuse: Refuse): string | null {
  const value = rule[key];
  if (value === undefined) return null;
  if (typeof value === "string" && value.trim() !== "") return value;
  return refuse(`its ${key} is not a text`);
}

/** A day as `2026-12-31`. YAML 1.1 readers make dates of such words; this one leaves them as text. */
function optionalDay(rule: Readonly<Record<string, unknown>>, refuse: Refuse): string | null {
  const day = optionalText(rule, "expires", refuse);
  if (day === null) return null;
  const moment = new Date(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(moment.getTime());
  return isDay && moment.toISOString().startsWith(day)
    ? day
    : refuse(`its expires is "${day}"; it must be a day such as 2026-12-31`);
}

function readRule(rule: unknown, today: string, refuse: Refuse): Rule {
  if (!isObject(rule))
    return refuse("it is not a mapping of address, attribute, kind, category, reason, expires");
  const strange = Object.keys(rule).filter((key) => !keys.includes(key));
  if (strange.length > 0) refuse(`it has ${strange.join(", ")}; it may have ${keys.join(", ")}`);
  const address = optionalText(rule, "address", refuse);
  const attribute = optionalText(rule, "attribute", refuse);
  const kind = optionalText(rule, "kind", refuse)?.replace(/^prefect_/, "") ?? null;
  const category = optionalText(rule, "category", refuse);
  if (category !== null && !isCategory(category)) {
    return refuse(`its category is "${category}"; it must be one of ${categories.join(", ")}`);
  }
  if (address === null && attribute === null && kind === null && category === null) {
    refuse("it would ignore everything: give an address, an attribute, a kind or a category");
  }
  const reason = optionalText(rule, "reason", refuse) ?? refuse("it has no reason: say why this is ignored");
  const expires = optionalDay(rule, refuse);
  return {
    address,
    attribute,
    kind,
    category,
    reason,
    expires,
    expired: expires !== null && expires < today,
    ignored: 0,
  };
}

/**
 * Reads the text of `.prefect-drift.yaml`.
 * @param today a day as `2026-12-31`: a rule holds up to and including the day on which it expires
 * @throws Trouble that names the rule
 */
export function readRules(text: string, file: string, today: string): readonly Rule[] {
  const fail = (problem: string): never => {
    throw new Trouble(`reading ${file}`, problem);
  };
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    return fail(`It is no YAML: ${error.message.split("\n", 1)[0]}`);
  }
  if (document === null || document === undefined) return [];
  if (!isObject(document))
    return fail("It must be a mapping with the key ignore, which has a list of rules.");
  const strange = Object.keys(document).filter((key) => key !== "ignore");
  if (strange.length > 0) fail(`It has ${strange.join(", ")}; the only key is ignore.`);
  const rules = document.ignore ?? [];
  if (!Array.isArray(rules)) return fail("Its ignore is not a list of rules.");
  return rules.map((rule, index) =>
    readRule(rule, today, (problem) => fail(`Rule ${index + 1} cannot be used: ${problem}.`)),
  );
}

/**
 * Reads the rules of a file; none where the file was not named and is not there.
 * @throws Trouble
 */
export function readRulesFile(file: string, isNamed: boolean, today: string): readonly Rule[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (!isNamed && error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new Trouble(`reading ${file}`, error instanceof Error ? error.message : String(error));
  }
  return readRules(text, file, today);
}

/** `*` stands for any characters, `?` for one; everything else, brackets too, for itself. */
function globs(glob: string, text: string): boolean {
  const pattern = glob
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${pattern}$`, "s").test(text);
}

/** An attribute's name means all that is in it. */
const fitsAttribute = (glob: string, { path }: Difference): boolean =>
  [path, plainPath(path)].some(
    (one) => globs(glob, one) || globs(`${glob}.*`, one) || globs(`${glob}[*`, one),
  );

const fitsObject = (rule: Rule, finding: Finding): boolean =>
  !rule.expired &&
  (rule.kind === null || rule.kind === finding.kind) &&
  (rule.category === null || rule.category === finding.category) &&
  (rule.address === null ||
    globs(rule.address, finding.address) ||
    (finding.stack !== null && globs(rule.address, `${finding.stack}:${finding.address}`)));

/** What a rule leaves of a finding, and what it takes. */
function split(rule: Rule, finding: Finding): { readonly left?: Finding; readonly taken?: Finding } {
  if (!fitsObject(rule, finding)) return { left: finding };
  const { attribute } = rule;
  if (attribute === null) return { taken: finding };
  if (finding.category !== "changed" && !(finding.category === "pending" && finding.action === "update")) {
    return { left: finding };
  }
  const taken = finding.differences.filter((one) => fitsAttribute(attribute, one));
  if (taken.length === 0) return { left: finding };
  const left = finding.differences.filter((one) => !taken.includes(one));
  return {
    taken: { ...finding, differences: taken },
    ...(left.length > 0 ? { left: { ...finding, differences: left } } : {}),
  };
}

export interface Judged {
  readonly findings: readonly Finding[];
  readonly ignored: readonly Ignored[];
  /** The rules, with what each has ignored. */
  readonly rules: readonly Rule[];
}

/** Takes out what rules ignore; the first that fits counts. */
export function applyRules(all: readonly Finding[], rules: readonly Rule[]): Judged {
  const ignored: Ignored[] = [];
  const findings = all.flatMap((finding) => {
    let rest: Finding | undefined = finding;
    rules.forEach((rule, index) => {
      if (rest === undefined) return;
      const { left, taken } = split(rule, rest);
      if (taken !== undefined) ignored.push({ finding: taken, rule: index });
      rest = left;
    });
    return rest === undefined ? [] : [rest];
  });
  return {
    findings,
    ignored,
    rules: rules.map((rule, index) => ({
      ...rule,
      ignored: ignored.filter((one) => one.rule === index).length,
    })),
  };
}
