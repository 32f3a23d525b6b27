import type { Deployment, PrefectClient } from "../../client";
import {
  type JsonObject,
  type Misfit,
  requestedParameters,
  runJobVariables,
  unusedJobVariables,
} from "../../rules";
import type { CtyValue } from "../cty/value";
import type { Config } from "../framework/attribute";
import { at, type Diagnostic, type Path, problem, spellPath, warning } from "../framework/diagnostic";
import type { deploymentRunSchema } from "./deployment-run-schema";
import { deploymentRunVariables } from "./deployment-run-variables";
import { jsonObjectField } from "./json-field";
import { checkStrangers } from "./parameter-check";
import { reviewComputedParameters } from "./template-check";
import type { UserTemplates } from "./user-templates";
import type { WorkPoolsInUse } from "./work-pools-in-use";

type Arguments = Config<typeof deploymentRunSchema>;

interface Review {
  readonly client: PrefectClient;
  readonly pools: WorkPoolsInUse;
  readonly templates: UserTemplates;
  readonly deployment: Deployment;
}

/** What the server would refuse of a run with these arguments, as far as they are known. Values are not quoted. */
export async function reviewDeploymentRun(review: Review, config: Arguments): Promise<readonly Diagnostic[]> {
  const found = await Promise.all([
    reviewParameters(review, members(config.parameters)),
    reviewJobVariables(review, config),
    reviewQueue(review, config.work_queue_name),
  ]);
  return found.flat();
}

/** Undefined: not known yet. */
function members(text: CtyValue): JsonObject | undefined {
  if (text === null || text === "") return {};
  return typeof text === "string" ? jsonObjectField(text) : undefined;
}

async function reviewParameters(
  { client, templates, deployment }: Review,
  parameters: JsonObject | undefined,
): Promise<readonly Diagnostic[]> {
  if (parameters === undefined) return [];
  const deployed = deployment.parameters ?? {};
  const computed = await reviewComputedParameters({ client, templates }, { ...deployed, ...parameters });
  if (deployment.enforce_parameter_schema === false) return computed;
  const path = at("parameters");
  const schema = deployment.parameter_openapi_schema ?? null;
  if (schema === null) return [...computed, noSchema(deployment)];
  const judging = `parameter_openapi_schema of the deployment "${deployment.name}"`;
  const misfits = requestedParameters(parameters, deployed, schema);
  return [
    ...computed,
    ...misfitting("parameter", judging, misfits.own, path),
    ...lacking("parameter", judging, misfits.deployed, path),
    ...checkStrangers(parameters, schema, path),
  ];
}

async function reviewJobVariables(
  { client, pools, deployment }: Review,
  config: Arguments,
): Promise<readonly Diagnostic[]> {
  const variables = deploymentRunVariables(config);
  const pool = deployment.work_pool_name ?? null;
  if (variables === undefined || pool === null || pools.isExpected(pool)) return [];
  const template = (await pools.find(client, pool))?.base_job_template ?? {};
  const isHidden = config.job_variables === null && config.job_variables_wo !== null;
  const path = at(isHidden ? "job_variables_wo" : "job_variables");
  const judging = `the job template of the work pool "${pool}"`;
  const misfits = runJobVariables(variables, deployment.job_variables ?? {}, template);
  const unused = unusedJobVariables(variables, template);
  return [
    ...misfitting("job variable", judging, misfits.own, path),
    ...lacking("job variable", judging, misfits.deployed, path),
    ...(unused.length === 0 ? [] : [idle(judging, unused, path)]),
  ];
}

async function reviewQueue(
  { client, pools, deployment }: Review,
  queue: CtyValue,
): Promise<readonly Diagnostic[]> {
  if (typeof queue !== "string" || queue === "") return [];
  const pool = deployment.work_pool_name ?? null;
  if (pool === null) return [noPool(deployment)];
  if (pools.isExpected(pool) || (await client.read.workQueue(pool, queue)) !== undefined) return [];
  return [newQueue(pool, queue)];
}

const misfitting = (kind: string, judging: string, misfits: readonly Misfit[], path: Path): Diagnostic[] =>
  misfits.map(({ field, reason }) =>
    problem(
      `A ${kind} that does not fit`,
      `${spellPath(path)}: ${field === "" ? `the ${kind}s as a whole do` : `the ${kind} "${field}" does`} not fit ${judging}: ${reason} The server refuses the run.`,
      path,
    ),
  );

/** What this run does not give, and the deployment not as it should. */
const lacking = (kind: string, judging: string, misfits: readonly Misfit[], path: Path): Diagnostic[] =>
  misfits.map(({ field, reason }) =>
    problem(
      `A ${kind} that the run needs`,
      `${spellPath(path)} do not give "${field}", and what the deployment has for it does not fit ${judging}: ${reason} The server refuses the run. Give it here, or mend the deployment.`,
      path,
    ),
  );

const noSchema = ({ name }: Deployment): Diagnostic =>
  problem(
    "A deployment that can have no run",
    `deployment_id: the deployment "${name}" enforces a schema of its parameters, and has none: the server refuses each run. Set its parameter_openapi_schema, or \`enforce_parameter_schema = false\` there.`,
    at("deployment_id"),
  );

const noPool = ({ name }: Deployment): Diagnostic =>
  problem(
    "A queue without a work pool",
    `work_queue_name: the deployment "${name}" is in no work pool, so its runs are in no queue: the server refuses the run. Remove work_queue_name.`,
    at("work_queue_name"),
  );

const newQueue = (pool: string, queue: string): Diagnostic =>
  warning(
    `There is no work queue "${queue}" yet`,
    `work_queue_name: the server makes it in the work pool "${pool}" when the run is started. Only workers that look into it, or into all queues of the pool, carry the run out.`,
    at("work_queue_name"),
  );

const idle = (judging: string, names: readonly string[], path: Path): Diagnostic =>
  warning(
    "Job variables without effect",
    `${spellPath(path)}: ${judging} has no variable ${names.map((name) => `"${name}"`).join(", ")}: no job gets them.`,
    path,
  );
