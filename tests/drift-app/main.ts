/** Two stacks alike, as a project has them for staging and production. */
import { App, TerraformStack } from "cdktf";
import { Deployment, Flow, PrefectProvider, Schedule, WorkPool } from "../../constructs";

class Etl extends TerraformStack {
  constructor(app: App, stage: string) {
    super(app, stage);
    new PrefectProvider(this, "prefect");
    const flow = new Flow(this, "flow", { name: `etl-${stage}` });
    const workPool = new WorkPool(this, "pool", { name: `etl-${stage}`, type: "process" });
    new Deployment(this, "nightly", {
      name: "nightly",
      flow,
      workPool,
      parameters: { times: 1 },
      schedules: [Schedule.cron("0 7 * * *", { slug: "mornings" })],
    });
  }
}

const app = new App();
new Etl(app, "staging");
new Etl(app, "production");
app.synth();
console.log("what an app prints is no part of a report");
