import type { Deployment, PrefectClient } from "../../client";
import {
  firedParameters,
  type JsonObject,
  jobVariables,
  type Misfit,
  type RunMisfits,
  runJobVariables,
  unusedJobVariables,
} from "../../rules";
import { isUnknown } from "../cty/unknown";
import { type CtyValue, isWhollyKnown } from "../cty/value";
import { elements, entries } from "../framework/collections";
import { at, type Diagnostic, type Path, problem, spellPath, warning } from "../framework/diagnostic";
import type { DeploymentsInUse } from "./deployments-in-use";
import { jsonObjectField } from "./json-field";
import { checkStrangers } from "./parameter-check";
import type { PlanFindings } from "./plan-findings";
import type { WorkPoolsInUse } from "./work-pools-in-use";

/** An automation that is to be written. */
interface Review {
  readonly client: PrefectClient;
  readonly findings: PlanFindings;
  /** What tells it from other automations. */
  readonly object: string;
  readonly deployments: DeploymentsInUse;
  readonly pools: WorkPoolsInUse;
  readonly planned: { readonly [name: string]: CtyValue };
  /** Attributes that change; undefined: it is created. */
  readonly changed: ReadonlySet<string> | undefined;
}

/** What a run-deployment action gives to the run that it asks for. */
interface RunAction {
  readonly path: Path;
  readonly deploymentId: string;
  readonly parameters: JsonObject;
  readonly jobVariables: JsonObject;
  /** The server itself checks the job variables of `actions` when the automation is written. */
  readonly isCheckedOnWrite: boolean;
  /** Is it new, or another than before? */
  readonly isChanged: boolean;
}

/**
 * What run-deployment actions give that the server would refuse, by the deployment and its work pool: when the
 * automation is written, or whenever it fires. Where one of these is made or changed in the same run of Terraform, that
 * is said instead: the plan which Terraform makes once more when it comes to this automation finds it.
 */
export async function reviewRunActions(review: Review): Promise<readonly Diagnostic[]> {
  const lists = ["actions", "actions_on_trigger", "actions_on_resolve"];
  const found = lists.flatMap((list) =>
    (elements(review.planned[list] ?? null) ?? []).map((action, index) =>
      reviewAction(review, action, list, index),
    ),
  );
  return (await Promise.all(found)).flat();
}

async function reviewAction(
  review: Review,
  action: CtyValue,
  list: string,
  index: number,
): Promise<readonly Diagnostic[]> {
  const fields = entries(action);
  if (fields === undefined || fields.type !== "run-deployment" || fields.source === "inferred") return [];
  const { changed, deployments } = review;
  const path = at(list, index);
  const isCheckedOnWrite = list === "actions";
  const isChanged = changed === undefined || changed.has(list);
  const parameters = isChanged ? members(fields.parameters) : {};
  const variables = isChanged || isCheckedOnWrite ? members(fields.job_variables) : {};
  if (isEmpty(parameters) && isEmpty(variables)) return [];
  const deploymentId = fields.deployment_id ?? null;
  if (isUnknown(deploymentId)) return [later(path)];
  if (typeof deploymentId !== "string") return [];
  if (deployments.isExpected(deploymentId)) return [later(path)];
  const run = { path, deploymentId, parameters, jobVariables: variables, isCheckedOnWrite, isChanged };
  const ask = () => judge(review, run);
  if (!isWhollyKnown(action)) return ask();
  const name = `${list} ${index} of ${review.object}: a run of ${deploymentId}`;
  return review.findings.unlessFine(review.client, name, ask);
}

async function judge({ client, pools }: Review, action: RunAction): Promise<readonly Diagnostic[]> {
  const { path, deploymentId, parameters, jobVariables: variables } = action;
  const deployment = await client.read.deployment(deploymentId);
  // Said where the ids of all actions are looked at.
  if (deployment === undefined) return [];
  const faults = isEmpty(parameters) ? [] : reviewParameters(deployment, action);
  const pool = deployment.work_pool_name ?? null;
  if (isEmpty(variables) || pool === null) return faults;
  if (pools.isExpected(pool)) return [...faults, later(path)];
  const template = (await pools.find(client, pool))?.base_job_template ?? {};
  return [...faults, ...reviewJobVariables(deployment, pool, template, action)];
}

function reviewParameters(deployment: Deployment, { path, parameters }: RunAction): readonly Diagnostic[] {
  const schema = deployment.parameter_openapi_schema ?? null;
  if (schema === null || deployment.enforce_parameter_schema === false) return [];
  const where = [...path, { attribute: "parameters" }];
  const { own, deployed } = firedParameters(parameters, deployment.parameters ?? {}, schema);
  return [
    ...own.map(({ field, reason }) =>
      problem(
        "Parameters that do not fit the deployment",
        `${said(where, "parameter", field)} not fit parameter_openapi_schema of the deployment "${deployment.name}": ${reason} The server refuses each run that the action asks for. Correct it, or set \`enforce_parameter_schema = false\` there.`,
        where,
      ),
    ),
    ...checkStrangers(parameters, schema, where),
    ...lacking(
      "parameters",
      `parameter_openapi_schema of the deployment "${deployment.name}"`,
      deployed,
      where,
    ),
  ];
}

function reviewJobVariables(
  deployment: Deployment,
  pool: string,
  template: JsonObject,
  { path, jobVariables: variables, isCheckedOnWrite, isChanged }: RunAction,
): readonly Diagnostic[] {
  const where = [...path, { attribute: "job_variables" }];
  const judging = `the job template of the work pool "${pool}"`;
  const { own, deployed }: RunMisfits = isCheckedOnWrite
    ? { own: jobVariables(variables, template, "action"), deployed: [] }
    : runJobVariables(variables, deployment.job_variables ?? {}, template);
  const rule = isCheckedOnWrite
    ? "The server holds what the action gives against the template, without the deployment's own job variables."
    : "The server refuses each run that the action asks for.";
  const unused = isChanged ? unusedJobVariables(variables, template) : [];
  return [
    ...own.map(({ field, reason }) =>
      problem(
        "Job variables that do not fit the work pool",
        `${said(where, "job variable", field)} not fit ${judging}: ${reason} ${rule}`,
        where,
      ),
    ),
    ...lacking("job variables", judging, deployed, where),
    ...(unused.length === 0
      ? []
      : [
          warning(
            "Job variables without effect",
            `${spellPath(where)}: ${judging} has no variable ${quoted(unused)}: no job gets them.`,
            where,
          ),
        ]),
  ];
}

/** What the action does not give, and the deployment not as it should. */
const lacking = (
  what: string,
  judging: string,
  misfits: readonly Misfit[],
  where: Path,
): readonly Diagnostic[] =>
  misfits.length === 0
    ? []
    : [
        warning(
          `The deployment's own ${what} do not fit`,
          `${spellPath(where)} do not give ${quoted(misfits.map(({ field }) => field))}, nor does the deployment as ${judging} wants: the server refuses each run that the action asks for until one of them does.`,
          where,
        ),
      ];

const later = (path: Path): Diagnostic =>
  warning(
    "What an action gives to runs is checked when applying",
    `${spellPath(path)}: the deployment or its work pool is made or changed before. Whether they take these parameters and job variables is checked when this is applied, before the automation is written.`,
    path,
  );

const said = (where: Path, kind: string, field: string): string =>
  `${spellPath(where)}: ${field === "" ? `the ${kind}s as a whole do` : `the ${kind} "${field}" does`}`;

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const isEmpty = (values: JsonObject): boolean => Object.keys(values).length === 0;

/** A JSON object of the plan; one that is not known yet is nothing to judge. */
const members = (text: CtyValue | undefined): JsonObject =>
  typeof text === "string" && text !== "" ? jsonObjectField(text) : {};
