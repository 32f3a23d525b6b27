/** Deployments that events run: one after another one, one by an event from outside; and one that is paused by failures. */
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import {
  Action,
  Automation,
  Deployment,
  Duration,
  Flow,
  PrefectProvider,
  PullStep,
  Trigger,
  WorkPool,
} from "cdktf-provider-prefect";

class Shop extends TerraformStack {
  constructor(app: App) {
    super(app, "shop");
    new PrefectProvider(this, "prefect");

    const pool = WorkPool.process(this, "pool", { name: "shop" });
    const deploy = (name: string) =>
      new Deployment(this, name, {
        name,
        flow: new Flow(this, `${name}-flow`, { name: `shop-${name}` }),
        workPool: pool,
        // A worker on this machine takes the code from where it is.
        pullSteps: [PullStep.setWorkingDirectory(join(__dirname, "flows"))],
        entrypoint: `shop.py:${name}`,
      });
    const load = deploy("load");
    const report = deploy("report");
    const confirm = deploy("confirm");

    // The parameters of the run may say what the event says, in Jinja.
    report.after(load, { parameters: { loaded_by: "{{ flow_run.name }}" } });

    confirm.triggeredBy(
      Trigger.event({
        expect: ["order.received"],
        match: { "prefect.resource.id": "shop.order.*" },
      }),
      { parameters: { order: "{{ event.payload.number }}" } },
    );

    new Automation(this, "pause", {
      name: "Pause what keeps failing",
      trigger: Trigger.event({
        expect: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed"],
        match: { "prefect.resource.id": "prefect.flow-run.*" },
        matchRelated: { "prefect.resource.id": `prefect.deployment.${load.id}` },
        threshold: 3,
        within: Duration.hours(1),
      }),
      actions: [Action.pauseDeployment(load)],
    });
  }
}

const app = new App();
new Shop(app);
app.synth();
