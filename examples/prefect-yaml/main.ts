/** The deployments of prefect.yaml, with the pool and the variable that they need. */
import { join } from "node:path";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { PrefectProvider, PrefectYaml, Variable, WorkPool } from "cdktf-provider-prefect";

class FromYaml extends TerraformStack {
  constructor(app: App) {
    super(app, "prefect-yaml");
    new PrefectProvider(this, "prefect");

    const pool = WorkPool.process(this, "pool", { name: "yaml-example" });
    const table = new Variable(this, "table", { name: "yaml_example_table", value: "orders" });
    // What the pipeline that builds the image says; another resource's attribute would do as well.
    const tag = new TerraformVariable(this, "image_tag", { type: "string", default: "latest" });

    const yaml = PrefectYaml.fromFile(this, "yaml", join(__dirname, "prefect.yaml"), {
      workPools: { "yaml-example": pool },
      stepOutputs: {
        "build-image": { image: `registry.example.com/etl:${tag.stringValue}`, tag: tag.stringValue },
      },
      environment: { ...process.env, STAGE: process.env.STAGE ?? "dev", FLOWS: __dirname },
      dependsOn: [table],
    });

    new TerraformOutput(this, "nightly", { value: yaml.deployment("etl/nightly").id });
  }
}

const app = new App();
new FromYaml(app);
app.synth();
