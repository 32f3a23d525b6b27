import type { Values } from "../tests/support/terraform-output";

/** Resources that do nothing. */
export const things = (count: number): Values => ({
  resource: { prefect_thing: each(count, "thing", (index) => ({ name: `thing-${index}` })) },
});

/** As many that do nothing as `deployments` has, and that refer to each other as those do. */
export const thingsInPlaceOf = (count: number): Values => ({
  resource: {
    prefect_thing: {
      flow: { name: "bench" },
      ...each(count, "deployment", (index) => ({ name: `\${prefect_thing.flow.id}-${index}` })),
      ...each(count, "schedule", (index) => ({ name: `\${prefect_thing.deployment-${index}.id}` })),
    },
  },
});

/**
 * Deployments with a schedule each, of one flow: twice as many objects that are measured, and the flow. Each is a block
 * of its own, as CDKTF writes it: Terraform's own cost of references into a resource with `count` grows with the
 * square of their number.
 */
export const deployments = (count: number): Values => ({
  resource: {
    prefect_flow: { flow: { name: "bench" } },
    prefect_deployment: each(count, "deployment", (index) => ({
      name: `deployment-${index}`,
      flow_id: "${prefect_flow.flow.id}",
      description: "Deployment of the benchmark.",
      entrypoint: "flow.py:flow",
      tags: ["bench"],
      parameters: JSON.stringify({ names: ["a", "b"], number: 1 }),
    })),
    prefect_deployment_schedule: each(count, "schedule", (index) => ({
      deployment_id: `\${prefect_deployment.deployment-${index}.id}`,
      cron: "0 6 * * *",
      timezone: "Europe/Paris",
    })),
  },
});

/** Deployments of a flow each, which run in one work pool. */
export const deploymentsOfOwnFlows = (count: number): Values => ({
  resource: {
    prefect_work_pool: { pool: { name: "bench", type: "process" } },
    prefect_flow: each(count, "flow", (index) => ({ name: `flow-${index}` })),
    prefect_deployment: each(count, "deployment", (index) => ({
      name: "production",
      flow_id: `\${prefect_flow.flow-${index}.id}`,
      work_pool_name: "${prefect_work_pool.pool.name}",
      entrypoint: "flow.py:flow",
      schedules: [{ cron: "0 6 * * *", timezone: "Europe/Paris" }],
    })),
  },
});

const each = (count: number, name: string, values: (index: number) => Values): Values =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}-${index}`, values(index)]));
