import { randomUUID } from "node:crypto";
import { type FlowRun, type PrefectClient, unwrapWithStatus } from "../../client";
import type { State } from "../framework/attribute";
import { DiagnosticError, problem } from "../framework/diagnostic";
import { canonicalJson, parseExactJson } from "../framework/exact-json";
import { withoutValues } from "../framework/secret-text";
import { isUnforeseen } from "../framework/unforeseen";
import { deploymentRunSchema } from "./deployment-run-schema";
import { deploymentRunVariables } from "./deployment-run-variables";
import { explainFailure } from "./explain";
import { flowRunAddress } from "./flow-run-address";
import { jsonObjectField } from "./json-field";
import { body } from "./written";

type Config = State<typeof deploymentRunSchema>;

export interface StartedRun {
  readonly run: FlowRun;
  /** False: there was one with the idempotency key. */
  readonly isNew: boolean;
  /** Of its page. */
  readonly address: string;
  /** Takes the values that the run and its deployment were given out of what is said of them: any may be secret. */
  readonly clean: (message: string) => string;
}

/**
 * Starts a run, and not a second one when an answer is lost: each has an idempotency key.
 * @throws DiagnosticError when the server refuses it
 */
export async function startDeploymentRun(client: PrefectClient, config: Config): Promise<StartedRun> {
  const { deployment_id: id } = config;
  const parameters = jsonObjectField(config.parameters || "{}");
  const jobVariables = deploymentRunVariables(config) ?? {};
  const deployment = await client.read.deployment(id);
  const given = [parameters, jobVariables, deployment?.parameters, deployment?.job_variables];
  const clean = withoutValues(given.map((one) => parseExactJson(canonicalJson(one ?? {}))));
  const key = config.idempotency_key || randomUUID();
  const fields = {
    ...body({
      name: config.name ?? undefined,
      tags: config.tags === null ? undefined : [...config.tags],
      work_queue_name: config.work_queue_name ?? undefined,
      state:
        config.scheduled_time === null
          ? undefined
          : { type: "SCHEDULED" as const, state_details: { scheduled_time: config.scheduled_time } },
    }),
    parameters,
    job_variables: jobVariables,
    idempotency_key: key,
  };
  const post = async () => {
    const path = "/deployments/{id}/create_flow_run";
    const answered = unwrapWithStatus(client.POST(path, { params: { path: { id } }, body: fields }));
    const { data, status } = await answered;
    return { run: data, isNew: status === 201 };
  };
  const find = async () => {
    const where = { flow_runs: { idempotency_key: { any_: [key] } }, deployments: { id: { any_: [id] } } };
    const [run] = await client.listAll("/flow_runs/filter", { body: where });
    return run === undefined ? undefined : { run, isNew: true };
  };
  const { run, isNew } = await started(() => client.create({ post, find }), clean);
  const address = flowRunAddress(client.address, run.id, process.env);
  if (run.deployment_id !== id.toLowerCase()) throw new DiagnosticError([keyOfAnother(run, address)]);
  return { run, isNew, address, clean };
}

async function started<T>(
  start: () => Promise<{ readonly value: T }>,
  clean: (message: string) => string,
): Promise<T> {
  try {
    return (await start()).value;
  } catch (error) {
    if (error instanceof DiagnosticError || isUnforeseen(error)) throw error;
    const attempt = { verb: "invoke", typeName: "prefect_deployment_run" } as const;
    const diagnostics = explainFailure(error, attempt, deploymentRunSchema);
    throw new DiagnosticError(diagnostics.map((one) => ({ ...one, detail: clean(one.detail) })));
  }
}

const keyOfAnother = ({ name }: FlowRun, address: string) =>
  problem(
    "No run was started",
    `idempotency_key: the flow has a run of another deployment with this key, "${name}" (${address}): a key counts for all deployments of a flow. Give another one.`,
  );
