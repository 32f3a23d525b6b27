/**
 * Two providers in one stack: what the registry tells of its image and its bucket only after apply goes into a work
 * pool, a variable, and a deployment's job variables, pull step and parameters.
 */
import { join } from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { Deployment, Flow, PrefectProvider, PullStep, Variable, WorkPool } from "cdktf-provider-prefect";
import { Bucket, Image, RegistryProvider } from "./registry/constructs";
import { putRegistryProvider } from "./registry/put";

class TwoProviders extends TerraformStack {
  constructor(app: App) {
    super(app, "two-providers");
    new RegistryProvider(this, "registry", { folder: "registry" }); // in the stack's folder
    new PrefectProvider(this, "prefect");

    const image = new Image(this, "image", {
      repository: "orders",
      dockerfile: "FROM prefecthq/prefect:3-latest\n",
    });
    const bucket = new Bucket(this, "bucket", { namePrefix: "orders-", source: join(__dirname, "flows") });

    const pool = WorkPool.docker(this, "pool", {
      name: "two-providers",
      jobVariables: { image: image.reference, env: { ORDERS_BUCKET: bucket.name } },
    });
    const deployment = new Deployment(this, "orders", {
      name: "two-providers",
      flow: new Flow(this, "flow", { name: "two-providers" }),
      workPool: pool,
      jobVariables: { volumes: [`${bucket.path}:${bucket.path}`] },
      pullSteps: [PullStep.setWorkingDirectory(bucket.path)],
      entrypoint: "orders.py:orders",
      parameters: { bucket: bucket.name, image: image.reference, retries: 3 },
    });
    new Variable(this, "places", {
      name: "two_providers",
      value: { images: [image.reference], bucket: `file://${bucket.path}`, deployment: deployment.id },
    });

    new TerraformOutput(this, "deployment", { value: deployment.id });
  }
}

const app = new App();
new TwoProviders(app);
app.synth();
putRegistryProvider(join(app.outdir, "stacks", "two-providers"));
