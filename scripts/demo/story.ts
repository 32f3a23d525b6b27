import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type JsonObject, type PrefectApi, prefectApi } from "../../tests/support/prefect-api";
import { type PrefectServer, startPrefectServer } from "../../tests/support/prefect-server";
import { prefectExecutable, projectRoot, virtualEnvironment } from "../../tests/support/project-paths";
import { type SupervisedProcess, startSupervised } from "../../tests/support/supervised-process";
import { CdktfOutput } from "./cdktf-output";
import type { DemoFolder } from "./folder";
import type { Narration } from "./narration";
import { readPlanText, saysNoChanges } from "./plan-text";
import { runCommand } from "./run-command";
import { stackObjects } from "./stack-objects";

const runLimitSeconds = 120;
/** How long the run's process goes on printing after the server calls it completed. */
const lastLogMilliseconds = 1_500;

/** The stack of examples/quickstart. */
const stackName = "quickstart";

/** A step of the demo did not do what it says; `whatToDo` is for the person who ran it. */
export class StepFailed extends Error {
  constructor(
    message: string,
    readonly whatToDo: string,
    readonly logFile: string,
  ) {
    super(message);
  }
}

export interface StoryOptions {
  folder: DemoFolder;
  narration: Narration;
  signal: AbortSignal;
  /** Whether the server outlives the demo. */
  keepServer: boolean;
}

/** The demo's steps, in order, and what they have started. */
export class Story {
  private server: PrefectServer | undefined;
  private worker: SupervisedProcess | undefined;
  private readonly before = new Set<string>();

  constructor(private readonly options: StoryOptions) {}

  async startServer(): Promise<string> {
    const { folder, narration, keepServer, signal } = this.options;
    narration.step(
      "Starting a real Prefect server: SQLite, a home folder of its own, a free port, all background services",
      "starting the server",
    );
    this.server = await startPrefectServer({
      services: true,
      home: folder.prefectHome,
      outlives: keepServer,
    });
    signal.throwIfAborted();
    narration.say(`The server answers at ${this.server.apiUrl}`);
    for (const id of (await stackObjects(this.api)).keys()) this.before.add(id);
    return this.server.apiUrl;
  }

  async deploy(): Promise<void> {
    const { narration } = this.options;
    narration.step("cdktf deploy: puts the stack of examples/quickstart on the server", "deploying");
    await this.cdktf("deploy", ["--auto-approve"]);
    const made = await this.objectsOfStack();
    const deployment = await this.deployment();
    const schedules = Array.isArray(deployment.schedules) ? deployment.schedules.length : 0;
    narration.say(`On the server now: ${made.join(", ")}; the deployment has ${schedules} schedules`);
    if (schedules === 0) this.fail("The deployment has no schedules", "deploy");
  }

  async deployAgain(): Promise<void> {
    const { narration } = this.options;
    narration.step(
      "cdktf deploy once more: the code says what the server has, so nothing is to be done",
      "deploying",
    );
    const output = await this.cdktf("deploy", ["--auto-approve"]);
    if (!saysNoChanges(output)) this.fail("The second deploy changed something", "deploy");
    narration.say("No changes.");
  }

  async runDeployment(): Promise<void> {
    const { narration, folder } = this.options;
    const deployment = await this.deployment();
    const pool = String(deployment.work_pool_name);
    narration.step(
      `prefect worker start --pool ${pool}: a real worker takes a run of the deployment`,
      "waiting for the worker",
    );
    const logFile = folder.log("worker");
    this.worker = await startSupervised([prefectExecutable, "worker", "start", "--pool", pool], {
      cwd: folder.path,
      env: { ...this.running.env, PATH: `${join(virtualEnvironment, "bin")}:${process.env.PATH ?? ""}` },
      logFile,
    });
    const run = await this.ok("POST", `/deployments/${deployment.id}/create_flow_run`, {});
    narration.say(`Asked for a run: ${run.name}, with parameters ${JSON.stringify(run.parameters)}`);
    await this.untilCompleted(String(run.id), logFile);
    await sleep(lastLogMilliseconds, undefined, { signal: this.options.signal });
    // Asked to stop, a worker that has run something goes on for more than ten seconds.
    await this.worker.kill();
    this.worker = undefined;
    for (const line of (await readFile(logFile, "utf8")).split("\n")) {
      if (line.includes("Flow run '")) narration.quote(line);
    }
  }

  async changeBehindTerraform(): Promise<void> {
    const { narration } = this.options;
    const deployment = await this.deployment();
    narration.step(
      "Somebody changes the deployment's description on the server, behind Terraform's back",
      "changing it",
    );
    await this.ok("PATCH", `/deployments/${deployment.id}`, { description: "Changed by hand." });
    narration.step("cdktf diff: finds that change, and nothing else", "comparing");
    const { attributes, resources } = readPlanText(await this.cdktf("diff", []));
    if (attributes.join() !== "description,updated" || resources.length !== 1) {
      const found = `${attributes.join(", ") || "nothing"} of ${resources.join(", ") || "no resource"}`;
      this.fail(`Expected a diff of description and updated of one resource, and found ${found}`, "diff");
    }
    narration.say("It names `description`, and `updated`, the server's own time stamp of the change.");
  }

  async heal(): Promise<void> {
    const { narration } = this.options;
    narration.step("cdktf deploy: puts it back to what the code says", "deploying");
    await this.cdktf("deploy", ["--auto-approve"]);
    const { description } = await this.deployment();
    if (description === "Changed by hand.")
      this.fail("The deployment still has the changed description", "deploy");
    narration.say(`The description is ${JSON.stringify(description)} again.`);
  }

  async destroy(): Promise<void> {
    const { narration } = this.options;
    narration.step("cdktf destroy: removes what the stack made", "destroying");
    await this.cdktf("destroy", ["--auto-approve"]);
    const left = await this.objectsOfStack();
    if (left.length > 0) this.fail(`These are left on the server: ${left.join(", ")}`, "destroy");
    narration.say("Nothing is left on the server.");
  }

  /** Stops everything that was started, the server only when it is not to be kept. */
  async stop({ keepServer }: { keepServer: boolean }): Promise<void> {
    await this.worker?.kill();
    if (!keepServer) await this.server?.stop();
  }

  /** Process id of the server, which is also the id of its process group. */
  get serverPid(): number {
    return this.running.pid;
  }

  private get running(): PrefectServer {
    if (this.server === undefined) throw new Error("the server has not been started");
    return this.server;
  }

  private get api(): PrefectApi {
    return prefectApi(this.running.apiUrl);
  }

  private async ok(method: "GET" | "POST" | "PATCH", path: string, body?: unknown): Promise<JsonObject> {
    this.options.signal.throwIfAborted();
    const answer = await this.api.call(method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer.text === "" ? {} : answer.object();
  }

  /** The stack's one deployment. */
  private async deployment(): Promise<JsonObject> {
    this.options.signal.throwIfAborted();
    const [deployment, ...others] = (await this.api.call("POST", "/deployments/filter", {})).list();
    if (deployment === undefined || others.length > 0) {
      return this.fail(
        `Expected one deployment on the server, and found ${others.length + (deployment ? 1 : 0)}`,
        "deploy",
      );
    }
    return deployment;
  }

  private async objectsOfStack(): Promise<string[]> {
    return [...(await stackObjects(this.api))].filter(([id]) => !this.before.has(id)).map(([, name]) => name);
  }

  private async untilCompleted(runId: string, workerLog: string): Promise<void> {
    const { narration, signal } = this.options;
    const deadline = Date.now() + runLimitSeconds * 1000;
    let shown = "";
    for (;;) {
      const { state_name: state, state_type: type } = await this.ok("GET", `/flow_runs/${runId}`);
      if (state !== shown) narration.say(`The run is ${state}`);
      shown = String(state);
      if (type === "COMPLETED") return;
      const over = type === "FAILED" || type === "CRASHED" || type === "CANCELLED";
      if (over || Date.now() > deadline || this.worker?.exitCode() !== undefined) {
        await this.quoteRunLog(runId);
        throw new StepFailed(
          `The run did not complete: it is ${state}`,
          "See the run's and the worker's log",
          workerLog,
        );
      }
      await sleep(500, undefined, { signal });
    }
  }

  private async quoteRunLog(runId: string): Promise<void> {
    const filter = { logs: { flow_run_id: { any_: [runId] } }, sort: "TIMESTAMP_ASC" };
    for (const { message } of (await this.api.call("POST", "/logs/filter", filter)).list()) {
      for (const line of String(message).split("\n")) this.options.narration.quote(line);
    }
  }

  private async cdktf(command: string, args: readonly string[]): Promise<string> {
    const { folder, narration, signal } = this.options;
    const output = new CdktfOutput(stackName);
    try {
      return await runCommand([join(projectRoot, "node_modules", ".bin", "cdktf"), command, ...args], {
        cwd: folder.stack,
        env: {
          ...this.running.env,
          DISABLE_VERSION_CHECK: "1",
          ...(process.env.TERRAFORM ? { TERRAFORM_BINARY_NAME: process.env.TERRAFORM } : {}),
        },
        logFile: folder.log("cdktf"),
        onLine: (line) => {
          const shown = output.show(line);
          if (shown !== undefined) narration.quote(shown);
        },
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      return this.fail(error instanceof Error ? error.message : String(error), command);
    }
  }

  private fail(message: string, command: string): never {
    throw new StepFailed(
      message,
      `See cdktf's output above; \`npx cdktf ${command}\` at the repository's root does the same with a server of your own`,
      this.options.folder.log("cdktf"),
    );
  }
}
