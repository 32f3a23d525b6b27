import { TerraformStack } from "cdktf";
import { Deployment, Flow, PrefectProvider } from "cdktf-provider-prefect";
import type { Construct } from "constructs";

export class Backfill extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PrefectProvider(this, "prefect");
    const flow = new Flow(this, "flow", { name: "backfill-ts" });
    const deployment = new Deployment(this, "deployment", {
      name: "backfill",
      flow,
      entrypoint: "flows/backfill.py:backfill",
    });

    this.addOverride("action.prefect_deployment_run.backfill.config", {
      deployment_id: deployment.id,
      parameters: JSON.stringify({ region: "eu" }),
    });
    deployment.resource.addOverride("lifecycle.action_trigger", [
      { events: ["after_create", "after_update"], actions: ["action.prefect_deployment_run.backfill"] },
    ]);
  }
}
