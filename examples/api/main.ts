/**
 * A deployment by API calls alone: no Terraform, no state. Made again, it is the same deployment, and has another run.
 *
 *     npx tsx main.ts Marvin
 */
import { join } from "node:path";
import { createPrefectClient, type PrefectClient, unwrap } from "cdktf-provider-prefect/client";

const pool = "api";

async function main([name = "world"]: readonly string[]): Promise<void> {
  const client = createPrefectClient(); // the server of PREFECT_API_URL, or of the active profile
  try {
    await ensurePool(client);
    const deployment = await deploy(client);
    console.log(`Deployment hello/api: ${deployment}`);
    const run = await unwrap(
      client.POST("/deployments/{id}/create_flow_run", {
        params: { path: { id: deployment } },
        body: { parameters: { name, times: 2 }, state: { type: "SCHEDULED" } },
      }),
    );
    console.log(`Run ${run.name} is ${run.state_name}: prefect worker start --pool ${pool} --run-once`);
  } finally {
    client.close();
  }
}

/** Posting a pool that is there already is an error, so it is looked for first. */
async function ensurePool(client: PrefectClient): Promise<void> {
  if ((await client.read.workPool(pool)) !== undefined) return;
  await unwrap(client.POST("/work_pools/", { body: { name: pool, type: "process" } }));
}

/** Flows and deployments are found again by their names: posting them once more updates them. Returns the id. */
async function deploy(client: PrefectClient): Promise<string> {
  const flow = await unwrap(client.POST("/flows/", { body: { name: "hello" } }));
  const deployment = await unwrap(
    client.POST("/deployments/", {
      body: {
        name: "api",
        flow_id: flow.id,
        work_pool_name: pool,
        pull_steps: [
          { "prefect.deployments.steps.set_working_directory": { directory: join(__dirname, "flows") } },
        ],
        entrypoint: "hello.py:hello",
        parameter_openapi_schema: {
          title: "Parameters",
          type: "object",
          properties: {
            name: { title: "name", type: "string", default: "world", position: 0 },
            times: { title: "times", type: "integer", default: 1, position: 1 },
          },
        },
        schedules: [{ slug: "mornings", schedule: { cron: "0 7 * * mon-fri", timezone: "Europe/Paris" } }],
      },
    }),
  );
  return deployment.id;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
