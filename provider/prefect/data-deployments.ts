import { computed } from "../framework/attribute";
import { list, map, object, set } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { bool, integer, string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { byName, dataScope, found, foundTimes } from "./data-attributes";
import { deploymentAttributes } from "./deployment-attributes";
import { deploymentFacts, deploymentFactsAttributes } from "./deployment-facts";
import { deploymentFilters, deploymentPages } from "./list-deployments";
import { allRows } from "./listed-objects";

const deployment = object({
  id: found("Id (a UUID)."),
  name: found("Name."),
  flow_id: found("Id of its flow."),
  flow_name: found("Name of its flow."),
  ...foundTimes,
  description: found("Description."),
  version: found("Version."),
  tags: computed(set(string)).doc("Tags."),
  labels: computed(map(string)).doc("Labels."),
  paused: computed(bool).doc("Are its schedules held back?"),
  ...deploymentFacts,
  parameters: found("Default parameters, as JSON."),
  enforce_parameter_schema: computed(bool).doc("Does the server check parameters?"),
  job_variables: found("Values for the work pool's job template, as JSON."),
  work_pool_name: found("Name of its work pool."),
  work_queue_name: found("Queue of the work pool."),
  entrypoint: found("Where the flow is."),
  path: found("Directory that `entrypoint` is relative to."),
  concurrency_limit: computed(integer).doc("How many of its runs may be under way at once."),
  global_concurrency_limit_id: found("Id of the global concurrency limit that it shares."),
});

const schema = {
  ...dataScope,
  ...deploymentFilters,
  deployments: computed(list(deployment)).doc("The deployments, by name."),
};

/** API: `POST /deployments/filter`. */
export const deploymentsData = dataSource<typeof schema, PrefectApi>("prefect_deployments", {
  doc: "Deployments that exist.",
  schema,
  read: async ({ config, api }) => {
    const client = api.client(config);
    const rows = await allRows(deploymentPages(api, config));
    const deployments = await Promise.all(
      rows.map(async (row) => {
        const {
          pull_steps: _steps,
          parameter_openapi_schema: _schema,
          concurrency_options: _options,
          storage_document_id: _storage,
          infrastructure_document_id: _infrastructure,
          ...attributes
        } = deploymentAttributes(row);
        const found = await client.read.flow(row.flow_id);
        return { ...attributes, flow_name: found?.name ?? null, ...deploymentFactsAttributes(row) };
      }),
    );
    return { deployments: deployments.sort(byName) };
  },
});
