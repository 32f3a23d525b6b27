import type { Difference, Kind, Timestamp } from "../report/value";

export type { Difference, Kind, Timestamp, Value } from "../report/value";

/**
 * What differs between two servers, by name. It never changes once made, and every output format is a pure function of
 * it. `--format json` prints it as it is; its JSON Schema is `docs/diff-report.schema.json`.
 *
 * Everything in it may be shown: sensitive values were left out when it was made. In every value an id stands as the
 * name of what it points to, `<deployment etl/nightly>`.
 */
export interface DiffReport {
  /** Grows by one in the second number when something is added, in the first when something is taken away or changed. */
  readonly formatVersion: "1.0";
  /** Version of the package that has made the report. */
  readonly toolVersion: string;
  /** When the servers were asked, as ISO 8601 in UTC. */
  readonly createdAt: Timestamp;
  readonly verdict: Verdict;
  readonly from: Side;
  readonly to: Side;
  /** What `--only` has chosen; empty where everything was compared. */
  readonly only: readonly string[];
  readonly totals: Totals;
  /** What differs, without what was ignored: by category (different, only_in_from, only_in_to), kind and name. */
  readonly findings: readonly Finding[];
  /** Values that both servers hide, about which nothing can be told. */
  readonly notCompared: readonly NotCompared[];
  /** What differs, and was ignored by a rule. */
  readonly ignored: readonly Ignored[];
  /** Every ignore rule, in the order of the file; none without a file. */
  readonly rules: readonly Rule[];
  /** Why something could not be told. With any of them the verdict is `unknown`. */
  readonly problems: readonly Problem[];
}

/**
 * - `equal`: nothing that is not ignored; exit code 0
 * - `unknown`: something could not be told, or an ignore rule has expired, see `problems` and `rules`; exit code 1
 * - `different`: exit code 2
 */
export type Verdict = "equal" | "unknown" | "different";

/**
 * - `different`: both servers have an object of this name, with different values
 * - `only_in_from`: the second server has none of this name
 * - `only_in_to`: the first server has none of this name
 */
export type Category = "different" | "only_in_from" | "only_in_to";

/** One of the two servers. */
export interface Side {
  /** What the reader calls it: the name of the profile, else the address. */
  readonly name: string;
  /** Address of its API, without credentials; null where it could not be told. */
  readonly address: string | null;
  /** Version of Prefect, such as `3.8.8`; null where it does not tell. */
  readonly version: string | null;
  /** Where the address came from, in words; null where that could not be told. */
  readonly source: string | null;
  /** How many objects of each kind it has that a person can configure; empty where it could not be read. */
  readonly listed: Readonly<Record<Kind, number>>;
}

export interface Totals {
  /** Objects that both servers have. */
  readonly compared: number;
  readonly different: number;
  readonly only_in_from: number;
  readonly only_in_to: number;
  readonly notCompared: number;
  readonly ignored: number;
  readonly expiredRules: number;
  readonly problems: number;
}

/** An object of one server or of both. */
export interface Subject {
  readonly kind: Kind;
  /**
   * By which the two servers' objects are held against each other: `etl/nightly` of a deployment, `pool/queue` of a work
   * queue, `slug/name` of a block. A second object of the same name, which automations can have, is `name (2)`.
   */
  readonly name: string;
  /** The first server's id; null where it has none. */
  readonly fromId: string | null;
  /** The second server's id; null where it has none. */
  readonly toId: string | null;
}

export type Finding = Different | OnlyInOne;

export interface Different extends Subject {
  readonly category: "different";
  /** `before` is what the first server has, `after` what the second has. At least one. */
  readonly differences: readonly Difference[];
}

export interface OnlyInOne extends Subject {
  readonly category: "only_in_from" | "only_in_to";
}

/** A value that both servers hide. */
export interface NotCompared {
  readonly kind: Kind;
  readonly name: string;
  /** Where in the object it stands: `data.token`. */
  readonly path: string;
}

/** A finding that a rule has taken out: whole, or with the ignored ones of its differences. */
export interface Ignored {
  readonly finding: Finding;
  /** Index in `rules`. */
  readonly rule: number;
}

/** A rule of `.prefect-diff.yaml`. It holds for what fits all of name, attribute, kind and category that are not null. */
export interface Rule {
  /** A glob: `etl/nightly*`. */
  readonly name: string | null;
  /** A glob on attributes or paths: `tags`, `parameters.*`. */
  readonly attribute: string | null;
  readonly kind: Kind | null;
  readonly category: Category | null;
  readonly reason: string;
  /** The last day on which it holds, `2026-12-31`; null: it has no end. */
  readonly expires: string | null;
  /** An expired rule ignores nothing, and makes the verdict at least `unknown`. */
  readonly expired: boolean;
  /** How many findings it has ignored, wholly or in part. */
  readonly ignored: number;
}

/** Why something could not be told. */
export interface Problem {
  /** Name of the server it concerns; null where it concerns none or both. */
  readonly server: string | null;
  /** What was tried, in words: `listing the deployments of http://127.0.0.1:4200/api`. */
  readonly step: string;
  /** One line. */
  readonly summary: string;
  /** More lines; empty where there are none. */
  readonly detail: string;
}
