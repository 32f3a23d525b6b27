/** The stacks of tests/constructs-deploy.test.ts: all constructs, a second provider, a second stack. */
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import {
  Deployment,
  DeploymentSchedule,
  Duration,
  Flow,
  generated,
  PrefectProvider,
  Schedule,
  Variable,
  WorkPool,
  WorkQueue,
} from "cdktf-provider-prefect";
import { OtherProvider } from "./other-provider";

const prefix = process.env.NAME_PREFIX ?? "constructs";

class Producer extends TerraformStack {
  readonly flow: Flow;

  constructor(app: App) {
    super(app, "producer");
    new PrefectProvider(this, "prefect");
    const staging = new PrefectProvider(this, "staging", {
      alias: "staging",
      endpoint: process.env.PREFECT_API_URL,
      requestTimeout: "PT1M",
    });
    const other = new OtherProvider(this, "other");
    new generated.flow.Flow(this, "theirs", { name: `${prefix}-theirs`, provider: other });

    const secret = new TerraformVariable(this, "secret", {
      type: "string",
      default: 'a "b" ${c}',
      sensitive: true,
    });
    this.flow = new Flow(this, "flow", { name: `${prefix}-flow`, labels: { team: "data" } });
    const pool = new WorkPool(this, "pool", { name: `${prefix}-pool`, type: "process", provider: staging });
    const queue = new WorkQueue(this, "queue", {
      name: "urgent",
      workPool: pool,
      description: "100% ${sure}",
    });
    const deployment = new Deployment(this, "deployment", {
      name: "nightly",
      flow: this.flow,
      workQueue: queue,
      description: "costs ${5}",
      parameters: {
        flow: this.flow.id,
        text: `<${secret.stringValue}>`,
        exact: 9007199254740993n,
        nothing: null,
      },
      schedules: [
        Schedule.cron("0 7 * * mon-fri", { timezone: "Europe/Paris", slug: "mornings" }),
        Schedule.interval(Duration.hours(6), {
          anchorDate: "2026-01-01T00:00:00Z",
          slug: "often",
          parameters: { pool: pool.id },
        }),
      ],
    });
    new Variable(this, "five", { name: `${prefix}_five`, value: 5 });
    new Variable(this, "nothing", { name: `${prefix}_nothing`, value: null });
    new Variable(this, "mixed", {
      name: `${prefix}_mixed`,
      value: { id: deployment.id, list: [1, "two", null, { three: 3.5 }], text: "${x}" },
    });
  }
}

class Consumer extends TerraformStack {
  constructor(app: App, flow: Flow) {
    super(app, "consumer");
    new PrefectProvider(this, "prefect");
    const deployment = new Deployment(this, "deployment", {
      name: "elsewhere",
      description: "by the stack",
      flow,
      parameters: { flow: flow.id, of: `the flow ${flow.name}` },
    });
    new DeploymentSchedule(this, "schedule", {
      deployment,
      schedule: Schedule.rrule("FREQ=DAILY;BYHOUR=9", { slug: "daily" }),
    });
    new TerraformOutput(this, "id", { value: deployment.id });
  }
}

const app = new App();
const { flow } = new Producer(app);
new Consumer(app, flow);
app.synth();
