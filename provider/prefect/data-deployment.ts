import { computed, optional } from "../framework/attribute";
import { list, map, object, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { at, problem, refuse } from "../framework/diagnostic";
import { bool, integer, string, uuid } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { deploymentScheduleFacts } from "./data-deployment-schedules";
import { deploymentAttributes } from "./deployment-attributes";
import { deploymentFacts, deploymentFactsAttributes } from "./deployment-facts";
import { idAndName } from "./id-and-name";
import { notEmpty } from "./limits";
import { scheduleValues } from "./schedule";

const found = (what: string) => computed(string).doc(what);

const concurrencyOptions = object({
  collision_strategy: computed(string).doc("What becomes of a run that finds no free slot."),
  grace_period_seconds: computed(integer).doc("Seconds that a run which got a slot may take to start."),
});

const pullStep = object({
  type: found("The step."),
  inputs: found("Arguments of the step, as JSON, where the other attributes cannot say them."),
  id: found("Id by which later steps refer to it."),
  requires: found("Package that the worker installs before the step."),
  directory: found("The directory."),
  repository: found("URL of the repository."),
  branch: found("The branch."),
  access_token: found("The access token."),
  credentials: found("The credentials block."),
  include_submodules: computed(bool).doc("Are submodules cloned too?"),
  bucket: found("The bucket."),
  container: found("The container."),
  folder: found("The folder."),
  script: found("The commands."),
  env: computed(map(string)).doc("Environment variables."),
  expand_env_vars: computed(bool).doc("Are environment variables in the script expanded?"),
  stream_output: computed(bool).doc("Is the output shown?"),
  requirements_file: found("The requirements file."),
});

const schema = {
  id: optional(uuid).computed().doc("Id of the deployment; either this, or `name` and `flow_name`."),
  name: optional(string).computed().doc("Name of the deployment."),
  flow_name: optional(string).check(notEmpty).computed().doc("Name of its flow."),
  account_id: optional(uuid).computed().doc("Account id on Prefect Cloud."),
  workspace_id: optional(uuid).computed().doc("Workspace id on Prefect Cloud."),
  created: found("When it was created."),
  updated: found("When it was last changed."),
  flow_id: found("Id of its flow."),
  description: found("Description."),
  version: found("Version."),
  tags: computed(set(string)).doc("Tags."),
  labels: computed(map(string)).doc("Labels."),
  paused: computed(bool).doc("Are its schedules held back?"),
  ...deploymentFacts,
  parameters: found("Default parameters, as JSON."),
  parameter_openapi_schema: found("JSON schema of the parameters."),
  enforce_parameter_schema: computed(bool).doc("Does the server check parameters?"),
  job_variables: found("Values for the work pool's job template, as JSON."),
  work_pool_name: found("Name of its work pool."),
  work_queue_name: found("Queue of the work pool."),
  entrypoint: found("Where the flow is."),
  path: found("Directory that `entrypoint` is relative to."),
  pull_steps: computed(list(pullStep)).doc("Steps by which a worker gets the flow's code."),
  schedules: computed(list(deploymentScheduleFacts)).doc("Its schedules, in the order of their ids."),
  concurrency_limit: computed(integer).doc("How many of its runs may be under way at once."),
  concurrency_options: computed(concurrencyOptions).doc("What the limit does."),
  global_concurrency_limit_id: found("Id of the global concurrency limit that it shares."),
  storage_document_id: found("Id of a block document with the flow's code."),
  infrastructure_document_id: found("Id of a block document that says where its runs are started."),
};

/** API: `POST /deployments/filter`. */
export const deploymentData = dataSource<typeof schema, PrefectApi>("prefect_deployment", {
  doc: "A deployment that exists, by id or by flow name and name.",
  schema,
  check: ({ id, name, flow_name }) =>
    id === null && (name === null || flow_name === null)
      ? [problem("Which deployment?", "Set either id, or both name and flow_name.", at("id"))]
      : [],
  read: async ({ config, api }) => {
    const { read } = api.client(config);
    const { id, name, flow_name: flowName } = config;
    const deployment =
      id !== null ? await read.deployment(id) : await read.deploymentByName(flowName ?? "", name ?? "");
    const flow = deployment && (await read.flow(deployment.flow_id));
    const fits =
      (name === null || deployment?.name === name) && (flowName === null || flow?.name === flowName);
    if (deployment === undefined || !fits) {
      const names = name === null && flowName === null ? null : `${flowName ?? "*"}/${name ?? "*"}`;
      refuse("No such deployment", `The server has no deployment ${idAndName(id, names)}.`);
    }
    const attributes = deploymentAttributes(deployment);
    // What code gives write-only, a server tells among the others.
    const pullSteps = attributes.pull_steps.map(({ inputs_wo: _, access_token_wo: __, ...step }) => step);
    const schedules = (deployment.schedules ?? []).map(scheduleValues).sort((a, b) => (a.id < b.id ? -1 : 1));
    return {
      ...attributes,
      pull_steps: pullSteps,
      flow_name: flow?.name ?? null,
      ...deploymentFactsAttributes(deployment),
      schedules,
    };
  },
});
