import type { Difference, Kind, Timestamp } from "../report/value";

export type { Difference, Kind, Timestamp, Value } from "../report/value";

/**
 * What one look at stacks and server has found. It never changes once made, and every output format is a pure
 * function of it. `--format json` prints it as it is; its JSON Schema is `docs/drift-report.schema.json`.
 *
 * Everything in it may be shown: sensitive values were left out when it was made ({@link Value}).
 */
export interface DriftReport {
  /** Grows by one in the second number when something is added, in the first when something is taken away or changed. */
  readonly formatVersion: "1.0";
  /** Version of the package that has made the report. */
  readonly toolVersion: string;
  /** When the look began, as ISO 8601 in UTC. */
  readonly createdAt: Timestamp;
  readonly verdict: Verdict;
  /** Which findings make the verdict `drift`. */
  readonly failOn: readonly Category[];
  readonly totals: Totals;
  /** The servers that were listed. More than one where stacks name different ones; none where nothing could be asked. */
  readonly servers: readonly Server[];
  /** In the order in which the project names them. */
  readonly stacks: readonly Stack[];
  /** The states whose objects count as known: the stacks' own, and those of `--state`. */
  readonly states: readonly State[];
  /** What differs, without what was ignored: by category (changed, missing, pending, unmanaged), stack and address. */
  readonly findings: readonly Finding[];
  /** What differs, and was ignored by a rule. */
  readonly ignored: readonly Ignored[];
  /** Every ignore rule, in the order of the file; none without a file. */
  readonly rules: readonly Rule[];
  /** Why something could not be told. With any of them the verdict is `unknown`. */
  readonly problems: readonly Problem[];
  /** With `--verbose` alone: values that no one can configure (`updated`, counters, `status`) and that differ from the state's. */
  readonly runtime?: readonly RuntimeChange[];
  /** What hangs together. Only where a format asked for it. */
  readonly graph?: Graph;
  /** The runs of the week to come. Only where a format asked for it. */
  readonly calendar?: Calendar;
}

/**
 * - `none`: nothing of what `failOn` names; exit code 0
 * - `unknown`: something could not be told, or an ignore rule has expired, see `problems` and `rules`; exit code 1
 * - `drift`: something of what `failOn` names; exit code 2
 */
export type Verdict = "none" | "unknown" | "drift";

/**
 * - `changed`: an attribute of a known object is no longer what was last applied
 * - `missing`: a known object is gone from the server
 * - `pending`: the code asks for something that is not applied yet
 * - `unmanaged`: an object on the server that no state knows
 */
export type Category = "changed" | "missing" | "pending" | "unmanaged";

export interface Totals {
  /** Objects of states that were held against a server. */
  readonly checked: number;
  readonly changed: number;
  readonly missing: number;
  readonly pending: number;
  readonly unmanaged: number;
  readonly ignored: number;
  readonly expiredRules: number;
  readonly problems: number;
}

export interface Server {
  /** Address of its API, without credentials. */
  readonly address: string;
  /** Version of Prefect, such as `3.8.8`; null where it does not tell. */
  readonly version: string | null;
  /** Where the address came from, in words: `the provider block of the stack "staging"`, `PREFECT_API_URL`. */
  readonly source: string;
  /** How many objects of each kind it listed; empty where it was not asked for unmanaged ones. */
  readonly listed: Readonly<Record<Kind, number>>;
}

/** A stack of a CDKTF project, or the one folder of a plain Terraform or OpenTofu configuration. */
export interface Stack {
  /** The stack's name; that of the folder for a plain one. */
  readonly name: string;
  /** Where its code stands, relative to the current folder. */
  readonly folder: string;
  /** The file of its code that a scanner shall point at, relative to the current folder: `cdktf.json`, `main.tf`. */
  readonly file: string;
  /** False where it could not be told: one of `problems` says why. */
  readonly checked: boolean;
  /** Address of the server's API that it uses; null where that could not be told. */
  readonly server: string | null;
  /** How many objects of its state were held against the server. */
  readonly objects: number;
  readonly changed: number;
  readonly missing: number;
  readonly pending: number;
}

export interface State {
  /** A file's path relative to the current folder, or the backend and what names the state in it: `s3 backend states/prefect.tfstate, workspace "staging"`. */
  readonly source: string;
  /** The stack it belongs to; null for one of `--state`. */
  readonly stack: string | null;
  /** How many objects of Prefect it knows. */
  readonly objects: number;
}

/** An object that a finding is about. */
export interface Subject {
  readonly kind: Kind;
  /** Type of the Terraform resource, `prefect_deployment`. */
  readonly type: string;
  /**
   * The Terraform address, `prefect_deployment.nightly["eu"]`. An unmanaged object has none, and gets type and name:
   * `prefect_deployment.etl/nightly`.
   */
  readonly address: string;
  /** The path of the construct in a CDKTF stack, `etl/nightly`; null where there is none. */
  readonly constructPath: string | null;
  /** The stack; null for an unmanaged object. */
  readonly stack: string | null;
  /** What people call it, `etl/nightly`; the address where nothing better is known. */
  readonly name: string;
  /** The server's id; null where it has none yet. */
  readonly id: string | null;
}

export type Finding = Changed | Missing | Pending | Unmanaged;

/** A known object whose attributes are no longer what was last applied. */
export interface Changed extends Subject {
  readonly category: "changed";
  /** `before` is what was last applied, `after` what the server has. At least one. */
  readonly differences: readonly Difference[];
  /** The last change on the server; null where it does not tell. */
  readonly updated: Touch | null;
}

/** A known object that is gone from the server. */
export interface Missing extends Subject {
  readonly category: "missing";
}

/** Something that the code asks for and that is not applied yet. What the server has changed is not repeated here. */
export interface Pending extends Subject {
  readonly category: "pending";
  /** `forget`: it leaves the state and stays on the server. */
  readonly action: "create" | "update" | "replace" | "delete" | "forget" | "import";
  /** `before` is what the server has, `after` what the code asks for. Of a delete there is none. */
  readonly differences: readonly Difference[];
}

/** An object on the server that no state knows. */
export interface Unmanaged extends Subject {
  readonly category: "unmanaged";
  /** Address of the server's API where it stands. */
  readonly server: string;
  /** Who or what it belongs to, in the server's words; null where it does not tell. */
  readonly owner: string | null;
  /** Its creation; null where the server does not tell. */
  readonly created: Touch | null;
  readonly updated: Touch | null;
}

/** When something happened on the server, and by whom. Each is null where the server does not tell. */
export interface Touch {
  readonly at: Timestamp | null;
  /** Name of a person, an automation or a flow run. A self-hosted server seldom knows. */
  readonly by: string | null;
}

/** A finding that a rule has taken out: whole, or with the ignored ones of its differences. */
export interface Ignored {
  readonly finding: Finding;
  /** Index in `rules`. */
  readonly rule: number;
}

/** A rule of `.prefect-drift.yaml`. It holds for what fits all of address, attribute, kind and category that are not null. */
export interface Rule {
  /** A glob: `prefect_deployment.nightly*`. */
  readonly address: string | null;
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
  /** The stack it concerns; null where it concerns none or all. */
  readonly stack: string | null;
  /** What was tried, in words: `terraform plan`, `listing the deployments`. */
  readonly step: string;
  /** One line. */
  readonly summary: string;
  /** More lines, such as what terraform has said; empty where there are none. */
  readonly detail: string;
}

/** Values of a known object that change by themselves. */
export interface RuntimeChange extends Subject {
  /** `before` is what the state has, `after` what the server has. */
  readonly differences: readonly Difference[];
}

/** Which flows, deployments, pools, queues and automations hang together. */
export interface Graph {
  /** By kind and name. */
  readonly nodes: readonly GraphNode[];
  /** Each between two of `nodes`. */
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** Identifies the node within the report. */
  readonly key: string;
  readonly kind: Kind;
  readonly name: string;
  /** The server's id; null for what is missing on the server, or not there yet. */
  readonly id: string | null;
  /** Null for an unmanaged object. */
  readonly address: string | null;
  readonly stack: string | null;
  /** What was found about it; empty where all is well. */
  readonly categories: readonly Category[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /**
   * - `runs`: a deployment runs a flow
   * - `on`: a deployment stands on a work pool
   * - `queue`: a deployment stands on a work queue
   * - `of`: a work queue belongs to a pool
   * - `acts on`: an automation's action names the object
   * - `watches`: an automation's trigger names the object
   */
  readonly relation: "runs" | "on" | "queue" | "of" | "acts on" | "watches";
}

/** The scheduled runs of the coming week, as the schedules would have them; paused ones have none. */
export interface Calendar {
  readonly from: Timestamp;
  readonly to: Timestamp;
  /** Deployments that have at least one run in that time. */
  readonly deployments: readonly DeploymentRuns[];
}

export interface DeploymentRuns {
  readonly kind: "deployment";
  readonly name: string;
  readonly id: string | null;
  /** Null for an unmanaged deployment. */
  readonly address: string | null;
  readonly stack: string | null;
  /** Ascending. A schedule that runs more often than 500 times in the week is cut there. */
  readonly runs: readonly ScheduledRun[];
  /** Schedules whose runs could not be computed, with the reason. */
  readonly problems: readonly string[];
}

export interface ScheduledRun {
  readonly at: Timestamp;
  /** What the schedule says: `0 7 * * mon-fri (Europe/Paris)`, `every 21600 s`, an rrule; in UTC where no zone is named. */
  readonly schedule: string;
  /**
   * - `both`: it was applied so, and will happen
   * - `server`: it will happen because the server was changed; of an unmanaged deployment all are such
   * - `state`: it was applied so, and will not happen because the server was changed
   */
  readonly expected: "both" | "server" | "state";
}
