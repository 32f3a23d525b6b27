/**
 * A deployment without a work pool: the process `serve.py` executes its runs, and when and with what it runs is here.
 */
import { App, TerraformStack } from "cdktf";
import { Duration, Flow, PrefectProvider, Schedule, ServedDeployment } from "cdktf-provider-prefect";

class Serving extends TerraformStack {
  constructor(app: App) {
    super(app, "serving");
    new PrefectProvider(this, "prefect");

    const flow = Flow.fromEntrypoint(this, "greet", {
      entrypoint: "greet.py:serving_greet",
      directory: __dirname,
    });

    new ServedDeployment(this, "served", {
      name: "served",
      flow,
      parameters: { name: "Marvin" },
      schedules: [
        Schedule.cron("0 7 * * mon-fri", { timezone: "Europe/Paris", slug: "mornings" }),
        Schedule.interval(Duration.hours(6), { slug: "six-hourly", parameters: { times: 3 } }),
      ],
    });
  }
}

const app = new App();
new Serving(app);
app.synth();
