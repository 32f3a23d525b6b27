import { isUnknown } from "../cty/unknown";
import { at, problem } from "../framework/diagnostic";
import { providerAction } from "../framework/provider-action";
import type { PrefectApi } from "./api";
import { knownClient } from "./creation";
import { reviewDeploymentRun } from "./deployment-run-check";
import { deploymentRunSchema } from "./deployment-run-schema";
import { startDeploymentRun } from "./deployment-run-start";
import { waitForFlowRun } from "./flow-run-wait";
import { invokedUse } from "./invoked";
import { reviewReferences } from "./referred-objects";

/** API: `POST /deployments/{id}/create_flow_run`, then `GET /flow_run_states/`. */
export const deploymentRun = providerAction<typeof deploymentRunSchema, PrefectApi>(
  "prefect_deployment_run",
  {
    doc:
      `Starts a run of a deployment, and waits for its end if that is asked for. ${invokedUse}\n\n` +
      "Parameters and job variables are checked when planning, as far as the deployment and its work pool are known by then, otherwise right before the run is started. " +
      "What a run reports is shown without the values that it and its deployment were given. " +
      "A run that is waited for goes on when Terraform is interrupted, or the time is up.",
    schema: deploymentRunSchema,

    check: ({ wait, timeout }) =>
      timeout === null || isUnknown(wait) || wait === true
        ? []
        : [
            problem(
              "timeout without wait",
              "The action does not wait for the end of the run. Set `wait = true`, or remove timeout.",
              at("timeout"),
            ),
          ],

    review: async ({ config, api }) => {
      const client = knownClient(api, config);
      const { deployment_id: id } = config;
      // What changes first is looked at when the action is invoked.
      if (client === undefined || isUnknown(id) || api.deployments.isExpected(id)) return [];
      const missing = await reviewReferences({ client, objects: api.objects, seen: () => false }, [
        { kind: "deployment", id, path: at("deployment_id") },
      ]);
      const deployment = missing.length === 0 ? await client.read.deployment(id) : undefined;
      return deployment === undefined
        ? missing
        : reviewDeploymentRun({ client, pools: api.workPools, templates: api.templates, deployment }, config);
    },

    async *invoke({ config, api, signal }) {
      const client = api.client(config);
      const { run, isNew, address, clean } = await startDeploymentRun(client, config);
      yield isNew
        ? `The run "${run.name}" was started: ${address}`
        : `The flow has a run with this idempotency_key already, "${run.name}"; none was started: ${address}`;
      if (config.wait === true) {
        yield* waitForFlowRun({ client, run, address, clean, signal, timeout: config.timeout });
      }
    },
  },
);
