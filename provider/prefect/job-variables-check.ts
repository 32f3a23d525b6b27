import type { PrefectClient } from "../../client";
import {
  type JobVariablesPlace,
  jobVariables,
  type Misfit,
  missingJobVariables,
  unusedJobVariables,
} from "../../rules";
import { isUnknown } from "../cty/unknown";
import type { Uncertain } from "../framework/attribute";
import { type Diagnostic, type Path, problem, warning } from "../framework/diagnostic";
import { isJsonObject } from "../framework/exact-json";
import { noSuchPool } from "./missing-pool";
import type { PlanFindings } from "./plan-findings";
import type { WorkPoolsInUse } from "./work-pools-in-use";

/** A write of a deployment, as far as its pool has a say in it. */
interface Review {
  readonly client: PrefectClient;
  readonly findings: PlanFindings;
  readonly pools: WorkPoolsInUse;
  /** What tells it from other deployments; undefined: its job variables may be others when it is applied. */
  readonly object: string | undefined;
  /** All job variables that it gets, parsed, or unknown; `{}` for none. */
  readonly variables: unknown;
  /** The attribute that code gives them by. */
  readonly path: Path;
  readonly pool: Uncertain<string | null>;
  /** Undefined: it is created. */
  readonly changed: ReadonlySet<string> | undefined;
}

/** Which write of the deployment has its job variables checked; undefined: none of this plan. */
function places(changed: ReadonlySet<string> | undefined): readonly JobVariablesPlace[] {
  if (changed === undefined) return ["deployment"];
  const hasPool = changed.has("work_pool_name") || changed.has("work_queue_name");
  const hasVariables = changed.has("job_variables") || changed.has("job_variables_wo");
  if (hasPool && hasVariables) return ["deployment", "move"];
  return hasPool || hasVariables ? ["deployment"] : [];
}

/**
 * Job variables that the server would refuse by the pool's template, in this write or for every run, and what is
 * doubtful of them. Where the pool is made or changed in the same run of Terraform, that is said instead: the plan
 * which Terraform makes once more when it comes to this resource finds the pool as it then is.
 */
export async function reviewJobVariables(review: Review): Promise<readonly Diagnostic[]> {
  const { client, findings, pools, object, variables, path, pool, changed } = review;
  const asked = places(changed);
  if (asked.length === 0 || pool === null || pool === "") return [];
  const isGiven = isJsonObject(variables) && Object.keys(variables).length > 0;
  if (isUnknown(pool)) return isGiven ? [later("Which work pool it gets is known only then.", path)] : [];
  if (pools.isExpected(pool)) {
    return isGiven ? [later(`The work pool "${pool}" is made or changed before.`, path)] : [];
  }
  const ask = () => judge(review, pool, asked);
  if (object === undefined || isUnknown(variables)) return ask();
  return findings.unlessFine(client, `job variables of ${object} in ${pool}`, ask);
}

async function judge(
  { client, pools, variables, path }: Review,
  pool: string,
  asked: readonly JobVariablesPlace[],
): Promise<readonly Diagnostic[]> {
  const found = await pools.find(client, pool);
  if (found === undefined) return [noSuchPool(pool)];
  if (!isJsonObject(variables)) return [];
  const template = found.base_job_template ?? {};
  const refusals = new Map<string, Diagnostic>();
  for (const place of asked) {
    for (const one of jobVariables(variables, template, place)) {
      if (!refusals.has(one.field)) refusals.set(one.field, misfit(one, pool, path));
    }
  }
  return [...refusals.values(), ...doubts(variables, template, pool, path)];
}

const later = (why: string, path: Path): Diagnostic =>
  warning(
    "The job variables are checked when applying",
    `${why} Whether it takes these job variables is checked when this is applied, before anything of it is written.`,
    path,
  );

const misfit = ({ field, reason }: Misfit, pool: string, path: Path): Diagnostic =>
  problem(
    "Job variables that do not fit the work pool",
    `${field === "" ? "The job variables as a whole do" : `The job variable "${field}" does`} not fit the job template of the work pool "${pool}": ${reason}`,
    path,
  );

function doubts(
  variables: Readonly<Record<string, unknown>>,
  template: Readonly<Record<string, unknown>>,
  pool: string,
  path: Path,
): readonly Diagnostic[] {
  const missing = missingJobVariables(variables, template);
  const unused = unusedJobVariables(variables, template);
  return [
    ...(missing.length === 0 ? [] : [missed(missing, pool, path)]),
    ...(unused.length === 0 ? [] : [idle(unused, pool, path)]),
  ];
}

const missed = (names: readonly string[], pool: string, place: Path): Diagnostic =>
  warning(
    "Job variables are missing",
    `The job template of the work pool "${pool}" requires ${names.map((name) => `"${name}"`).join(", ")}. The server refuses every run that does not bring them itself.`,
    place,
  );

const idle = (names: readonly string[], pool: string, place: Path): Diagnostic =>
  warning(
    "Job variables without effect",
    `The job template of the work pool "${pool}" has no variable ${names.map((name) => `"${name}"`).join(", ")}: no job gets them.`,
    place,
  );
