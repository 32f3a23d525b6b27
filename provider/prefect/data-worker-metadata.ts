import { computed } from "../framework/attribute";
import { map, object } from "../framework/collections";
import { dataSource } from "../framework/data-source";
import { string } from "../framework/scalars";
import type { PrefectApi } from "./api";
import { dataScope, found } from "./data-attributes";
import { jsonAttribute } from "./json-field";

const template = (type: string) => found(`Template of the worker type \`${type}\`, as JSON.`);

/** Attributes that worker types of their own have; a server does not know all of them. */
const workerTypes = {
  azure_container_instances: "azure-container-instance",
  azure_container_instances_push: "azure-container-instance:push",
  cloud_run: "cloud-run",
  cloud_run_push: "cloud-run:push",
  cloud_run_v2: "cloud-run-v2",
  cloud_run_v2_push: "cloud-run-v2:push",
  docker: "docker",
  ecs: "ecs",
  ecs_push: "ecs:push",
  kubernetes: "kubernetes",
  modal_push: "modal:push",
  prefect_agent: "prefect-agent",
  prefect_managed: "prefect:managed",
  process: "process",
  vertex_ai: "vertex-ai",
} as const;

const configs = object({
  azure_container_instances: template(workerTypes.azure_container_instances),
  azure_container_instances_push: template(workerTypes.azure_container_instances_push),
  cloud_run: template(workerTypes.cloud_run),
  cloud_run_push: template(workerTypes.cloud_run_push),
  cloud_run_v2: template(workerTypes.cloud_run_v2),
  cloud_run_v2_push: template(workerTypes.cloud_run_v2_push),
  docker: template(workerTypes.docker),
  ecs: template(workerTypes.ecs),
  ecs_push: template(workerTypes.ecs_push),
  kubernetes: template(workerTypes.kubernetes),
  modal_push: template(workerTypes.modal_push),
  prefect_agent: template(workerTypes.prefect_agent),
  prefect_managed: template(workerTypes.prefect_managed),
  process: template(workerTypes.process),
  vertex_ai: template(workerTypes.vertex_ai),
});

const schema = {
  ...dataScope,
  base_job_configs: computed(configs).doc("Default job templates of the known worker types."),
  templates: computed(map(string)).doc(
    "Default job templates of all worker types that the server knows, as JSON, by type: `process`, `cloud-run-v2`, …",
  ),
};

/** API: `GET /collections/views/aggregate-worker-metadata`. */
export const workerMetadataData = dataSource<typeof schema, PrefectApi>("prefect_worker_metadata", {
  doc: "Default job templates of the worker types that the server knows.",
  schema,
  read: async ({ config, api }) => {
    const known = await api.workerTemplates.of(api.client(config));
    const templates = Object.fromEntries(
      [...known].map(([type, template]) => [type, jsonAttribute(template)]),
    );
    const of = (name: keyof typeof workerTypes) => templates[workerTypes[name]] ?? null;
    return {
      templates,
      base_job_configs: {
        azure_container_instances: of("azure_container_instances"),
        azure_container_instances_push: of("azure_container_instances_push"),
        cloud_run: of("cloud_run"),
        cloud_run_push: of("cloud_run_push"),
        cloud_run_v2: of("cloud_run_v2"),
        cloud_run_v2_push: of("cloud_run_v2_push"),
        docker: of("docker"),
        ecs: of("ecs"),
        ecs_push: of("ecs_push"),
        kubernetes: of("kubernetes"),
        modal_push: of("modal_push"),
        prefect_agent: of("prefect_agent"),
        prefect_managed: of("prefect_managed"),
        process: of("process"),
        vertex_ai: of("vertex_ai"),
      },
    };
  },
});
