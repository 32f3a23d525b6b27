import { readFileSync } from "node:fs";
import { parse, YAMLParseError } from "yaml";
import { plainPath } from "./differences";
import { Trouble } from "./trouble";
import type { Difference, Kind } from "./value";

/** What the ignore rules of a command can say, and how they take its findings apart. */
export interface RuleBook<Category extends string, Finding extends Ruled<Category>> {
  /** The file's name where none is given. */
  readonly file: string;
  /** The key of the glob on objects: `address`. */
  readonly subject: string;
  readonly categories: readonly Category[];
  /** Texts of which the glob has to fit one. */
  readonly subjectsOf: (finding: Finding) => readonly string[];
  /** The differences that a rule on attributes can take one by one; undefined: it takes none. */
  readonly differencesOf: (finding: Finding) => readonly Difference[] | undefined;
  /** The finding with these differences alone. */
  readonly withDifferences: (finding: Finding, differences: readonly Difference[]) => Finding;
}

/** What a rule looks at in a finding. */
export interface Ruled<Category> {
  readonly kind: Kind;
  readonly category: Category;
}

/** It holds for what fits all of subject, attribute, kind and category that are not null. */
export interface IgnoreRule<Category> {
  /** A glob on objects. */
  readonly subject: string | null;
  /** A glob on attributes or paths. */
  readonly attribute: string | null;
  readonly kind: Kind | null;
  readonly category: Category | null;
  readonly reason: string;
  /** The last day on which it holds, `2026-12-31`; null: it has no end. */
  readonly expires: string | null;
  /** An expired rule ignores nothing. */
  readonly expired: boolean;
  /** How many findings it has ignored, wholly or in part. */
  readonly ignored: number;
}

/** What of a book is needed to read its file. */
type Words<Category extends string> = Pick<RuleBook<Category, never>, "file" | "subject" | "categories">;

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

function readRule<Category extends string>(
  rule: unknown,
  { subject: subjectKey, categories }: Words<Category>,
  today: string,
  refuse: Refuse,
): IgnoreRule<Category> {
  const keys = [subjectKey, "attribute", "kind", "category", "reason", "expires"];
  if (!isObject(rule)) return refuse(`it is not a mapping of ${keys.join(", ")}`);
  const strange = Object.keys(rule).filter((key) => !keys.includes(key));
  if (strange.length > 0) refuse(`it has ${strange.join(", ")}; it may have ${keys.join(", ")}`);
  const subject = optionalText(rule, subjectKey, refuse);
  const attribute = optionalText(rule, "attribute", refuse);
  const kind = optionalText(rule, "kind", refuse)?.replace(/^prefect_/, "") ?? null;
  const word = optionalText(rule, "category", refuse);
  const category = categories.find((one) => one === word) ?? null;
  if (word !== null && category === null) {
    return refuse(`its category is "${word}"; it must be one of ${categories.join(", ")}`);
  }
  if (subject === null && attribute === null && kind === null && category === null) {
    refuse(`it would ignore everything: give ${subjectKey}, attribute, kind or category`);
  }
  const reason = optionalText(rule, "reason", refuse) ?? refuse("it has no reason: say why this is ignored");
  const expires = optionalDay(rule, refuse);
  return {
    subject,
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
 * Reads the text of a file with rules.
 * @param today a day as `2026-12-31`: a rule holds up to and including the day on which it expires
 * @throws Trouble that names the rule
 */
export function readRules<Category extends string>(
  text: string,
  words: Words<Category>,
  file: string,
  today: string,
): readonly IgnoreRule<Category>[] {
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
    readRule(rule, words, today, (problem) => fail(`Rule ${index + 1} cannot be used: ${problem}.`)),
  );
}

/**
 * Reads the rules of a file, or of the book's own where there is one.
 * @param today a day as `2026-12-31`
 * @throws Trouble
 */
export function readRulesFile<Category extends string>(
  words: Words<Category>,
  named: string | undefined,
  today: string,
): readonly IgnoreRule<Category>[] {
  const file = named ?? words.file;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (named === undefined && error instanceof Error && "code" in error && error.code === "ENOENT")
      return [];
    throw new Trouble(`reading ${file}`, error instanceof Error ? error.message : String(error));
  }
  return readRules(text, words, file, today);
}

/** A day, `2026-12-31`, where the command runs: that is what people mean by a rule's last day. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
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

/** What a rule leaves of a finding, and what it takes. */
function split<Category extends string, Finding extends Ruled<Category>>(
  rule: IgnoreRule<Category>,
  finding: Finding,
  book: RuleBook<Category, Finding>,
): { readonly left?: Finding; readonly taken?: Finding } {
  const { subject, attribute } = rule;
  const fits =
    !rule.expired &&
    (rule.kind === null || rule.kind === finding.kind) &&
    (rule.category === null || rule.category === finding.category) &&
    (subject === null || book.subjectsOf(finding).some((text) => globs(subject, text)));
  if (!fits) return { left: finding };
  if (attribute === null) return { taken: finding };
  const all = book.differencesOf(finding) ?? [];
  const taken = all.filter((one) => fitsAttribute(attribute, one));
  if (taken.length === 0) return { left: finding };
  const left = all.filter((one) => !taken.includes(one));
  return {
    taken: book.withDifferences(finding, taken),
    ...(left.length > 0 ? { left: book.withDifferences(finding, left) } : {}),
  };
}

export interface Judged<Category, Finding> {
  readonly findings: readonly Finding[];
  /** What was taken out, whole or in part, with the index of the rule. */
  readonly ignored: readonly { readonly finding: Finding; readonly rule: number }[];
  /** The rules, with what each has ignored. */
  readonly rules: readonly IgnoreRule<Category>[];
}

/** Takes out what rules ignore; the first that fits counts. */
export function applyRules<Category extends string, Finding extends Ruled<Category>>(
  all: readonly Finding[],
  rules: readonly IgnoreRule<Category>[],
  book: RuleBook<Category, Finding>,
): Judged<Category, Finding> {
  const ignored: { readonly finding: Finding; readonly rule: number }[] = [];
  const findings = all.flatMap((finding) => {
    let rest: Finding | undefined = finding;
    rules.forEach((rule, index) => {
      if (rest === undefined) return;
      const { left, taken } = split(rule, rest, book);
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
