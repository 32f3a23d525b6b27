import type { Style } from "./span";
import type { Difference, Timestamp } from "./value";

/**
 * What a command has found, in words: from it every format for people and for CI is made in the same way, whatever the
 * command. Everything in it may be shown.
 */
export interface Presentation {
  /** The command, `drift`. */
  readonly command: string;
  readonly toolVersion: string;
  readonly createdAt: Timestamp;
  /** `found`: what the command is to fail for; `unknown`: something could not be told. */
  readonly outcome: Outcome;
  /** The outcome in the command's words: `No drift`. */
  readonly verdict: string;
  /** How much of what: `2 changed, 131 objects checked`. */
  readonly counts: string;
  /** What was read, in one line. */
  readonly sources: string;
  /** In the order in which they are shown. */
  readonly categories: readonly CategoryWords[];
  readonly findings: readonly Found[];
  /** What is shown to people who ask for more, and counts for nothing. Of no category. */
  readonly asides: readonly Found[];
  readonly ignored: readonly IgnoredFinding[];
  /** The file with the ignore rules, for who has to renew one. */
  readonly rulesFile: string;
  readonly expiredRules: readonly ExpiredRule[];
  readonly problems: readonly PresentedProblem[];
  /** What was looked at without a problem: a passed test each. */
  readonly passed: readonly { readonly group: string | null; readonly text: string }[];
  /** Where a scanner points for what belongs to no file. */
  readonly file: string;
}

export type Outcome = "none" | "found" | "unknown";

/** A category of findings, in the words of the formats. */
export interface CategoryWords {
  /** As the report calls it, `changed`. */
  readonly name: string;
  /** At most ten letters, `CHANGED`. */
  readonly label: string;
  /** A heading, `Changed`. */
  readonly title: string;
  /** The same within a sentence, `changed`. */
  readonly words: string;
  readonly style: Style;
  /** What the two values of a difference are: `applied` and `server`. */
  readonly sides: readonly [string, string];
  /** For code scanning. */
  readonly rule: {
    readonly name: string;
    readonly text: string;
    readonly help: string;
    readonly level: "error" | "note";
  };
}

export interface Found {
  /** Name of its category; that of an aside is its label. */
  readonly category: string;
  readonly kind: string;
  /** What it is about: `prefect_deployment.nightly`, `variable region`. */
  readonly object: string;
  /** What else people call it, `etl/nightly`; empty where `object` says it. */
  readonly called: string;
  /** Tells it from all other findings of the same category and group, from run to run. */
  readonly key: string;
  /** What it belongs to, such as a stack. */
  readonly group: string | null;
  /** What is to be said of it beside its differences; may be empty. */
  readonly remark: string;
  /** Those worth showing. */
  readonly differences: readonly Difference[];
  /** Whether it is one of those for which the command fails. */
  readonly fails: boolean;
  /** The file that it belongs to; null where there is none. */
  readonly file: string | null;
}

export interface IgnoredFinding {
  readonly finding: Found;
  readonly reason: string;
  /** The last day of the rule, `2026-12-31`; null: it has no end. */
  readonly until: string | null;
  /** Index of the rule. */
  readonly rule: number;
}

export interface ExpiredRule {
  readonly reason: string;
  readonly until: string;
}

/** Why something could not be told. */
export interface PresentedProblem {
  readonly group: string | null;
  readonly step: string;
  readonly summary: string;
  readonly detail: string;
  readonly file: string | null;
}

/** `1 object`, `2 objects`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** `Drift: 2 changed, 1 missing, 131 objects checked`. */
export const headline = ({ verdict, counts }: Presentation): string => `${verdict}: ${counts}`;

/** `prefect_deployment.nightly (etl/nightly)`. */
export const subjectText = ({ object, called }: Found): string =>
  called === "" ? object : `${object} (${called})`;

/** What a problem is of: `staging: terraform plan`. */
export const problemTitle = ({ group, step }: PresentedProblem): string =>
  group === null ? step : `${group}: ${step}`;
