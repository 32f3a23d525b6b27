/**
 * A flow, a work pool for `prefect worker start --pool quickstart`, and a deployment that runs by itself.
 *
 * The server is the one of PREFECT_API_URL, or of the active Prefect profile. At the root of the repository:
 *
 *     npx cdktf deploy
 */
import { join } from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import {
  Deployment,
  Duration,
  Flow,
  PrefectProvider,
  PullStep,
  Schedule,
  WorkPool,
} from "cdktf-provider-prefect";

/** The parameters of `greet` in flows/greet.py: the compiler checks those of deployments. */
type GreetParameters = {
  name?: string;
  times?: number;
  shout?: boolean;
};

/** The same for the server, which then refuses a run with anything else, and for the form in its UI. */
const greetSchema = {
  title: "Parameters",
  type: "object",
  properties: {
    name: { title: "name", type: "string", default: "world", position: 0 },
    times: { title: "times", type: "integer", default: 1, position: 1 },
    shout: { title: "shout", type: "boolean", default: false, position: 2 },
  },
};

class Quickstart extends TerraformStack {
  constructor(app: App) {
    super(app, "quickstart");
    new PrefectProvider(this, "prefect");

    const flow = new Flow<GreetParameters>(this, "greet", { name: "greet", tags: ["quickstart"] });
    const pool = WorkPool.process(this, "pool", {
      name: "quickstart",
      description: "Runs flows as processes of the worker's machine",
    });

    const deployment = new Deployment(this, "greetings", {
      name: "greetings",
      description: "Greets every weekday morning, and aloud every six hours",
      flow,
      workPool: pool,
      // A worker on this machine takes the code from where it is.
      pullSteps: [PullStep.setWorkingDirectory(join(__dirname, "flows"))],
      entrypoint: "greet.py:greet",
      parameters: { name: "Marvin", times: 3 },
      parameterOpenapiSchema: greetSchema,
      tags: ["quickstart"],
      schedules: [
        Schedule.cron("0 7 * * mon-fri", { timezone: "Europe/Paris", slug: "mornings" }),
        Schedule.interval(Duration.hours(6), {
          anchorDate: "2026-01-01T00:00:00Z",
          slug: "six-hourly",
          parameters: { shout: true },
        }),
      ],
    });

    new TerraformOutput(this, "deployment", { value: deployment.id });
  }
}

const app = new App();
new Quickstart(app);
app.synth();
