/**
 * A flow read from its Python code at synth: its name, description, version and parameters are written once, there.
 *
 *     npx cdktf-prefect flow-types flows/   # after a change of parameters
 *     npx cdktf deploy
 */
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { Deployment, Flow, PrefectProvider, PullStep, Schedule, WorkPool } from "cdktf-provider-prefect";
import "./flow-types";

class FromPython extends TerraformStack {
  constructor(app: App) {
    super(app, "from-python");
    new PrefectProvider(this, "prefect");

    const flow = Flow.fromEntrypoint(this, "report", {
      entrypoint: "flows/sales.py:report",
      directory: __dirname,
    });
    const table = new TerraformVariable(this, "table", { type: "string", default: "sales" });

    const deployment = new Deployment(this, "daily", {
      name: "daily",
      flow,
      workPool: WorkPool.process(this, "pool", { name: "from-python" }),
      pullSteps: [PullStep.setWorkingDirectory(__dirname)],
      // Checked by the compiler against flow-types.ts: `format: "xml"`, or a source without a table, does not compile.
      parameters: { source: { table: table.stringValue, limit: 1000 }, format: "parquet" },
      schedules: [Schedule.cron("0 6 * * *", { timezone: "Europe/Paris", slug: "daily" })],
    });

    new TerraformOutput(this, "deployment", { value: deployment.id });
  }
}

const app = new App();
new FromPython(app);
app.synth();
