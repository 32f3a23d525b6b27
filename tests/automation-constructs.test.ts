import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  Action,
  Automation,
  Block,
  Deployment,
  Flow,
  PrefectProvider,
  PullStep,
  secretVariable,
  Trigger,
  WorkPool,
} from "../constructs";
import { TerraformStack, Testing } from "../constructs/framework";
import { CdktfProject } from "./support/cdktf";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { projectRoot } from "./support/project-paths";
import { sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

/** Triggers that never fire, of all forms, and blocks within blocks. */
function everything(prefix: string): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "everything");
  new PrefectProvider(stack, "prefect", { fromRegistry: true });
  const token = secretVariable(stack, "token");
  const aws = Block.awsCredentials(stack, "aws", {
    name: `${prefix}-aws`,
    data: {
      aws_access_key_id: "key",
      aws_secret_access_key: token,
      aws_client_parameters: { use_ssl: true },
    },
  });
  Block.s3Bucket(stack, "bucket", {
    name: `${prefix}-bucket`,
    data: { bucket_name: "b", credentials: aws.reference },
  });
  Block.localFileSystem(stack, "files", {
    name: `${prefix}-files`,
    data: { basepath: "/srv/${x}" },
    storeInState: true,
  });
  const webhook = Block.webhook(stack, "webhook", {
    name: `${prefix}-webhook`,
    data: { url: "https://example.org/${x}", headers: { authorization: token } },
  });

  const flow = new Flow(stack, "flow", { name: `${prefix}-flow` });
  const pool = new WorkPool(stack, "pool", { name: `${prefix}-pool`, type: "process" });
  const deployment = new Deployment(stack, "deployment", {
    name: "d",
    flow,
    workPool: pool,
    pullSteps: [PullStep.s3({ bucket: "b", folder: "f", credentials: aws })],
    jobVariables: { env: { AWS: aws.placeholder } },
  });
  const leaf = Trigger.event({
    expect: ["test.never"],
    match: { "prefect.resource.id": `prefect.deployment.${deployment.id}` },
    matchRelated: [{ "prefect.resource.role": "flow" }],
    forEach: ["prefect.resource.id"],
    threshold: 2,
    within: "PT1M",
  });
  const silence = Trigger.event({ expect: ["test.never"], posture: "Proactive", within: "PT1H" });
  const pair = Trigger.compound({ require: 1, within: "PT1H", triggers: [leaf, silence] });
  const actions = [
    Action.runDeployment(deployment, { parameters: { n: "{{ event.id }}" }, scheduleAfter: "PT1M" }),
    Action.pauseWorkPool(pool),
    Action.callWebhook(webhook, { payload: { run: "{{ flow_run.id }}" } }),
    Action.changeFlowRunState("FAILED", { message: "${m}" }),
  ];
  const automation = (name: string, trigger: Trigger) =>
    new Automation(stack, name, { name: `${prefix}-${name}`, trigger, actions });
  const shallow = automation("shallow", Trigger.sequence({ triggers: [pair, leaf] }));
  automation(
    "deep",
    Trigger.compound({ require: "all", triggers: [Trigger.sequence({ triggers: [pair] })] }),
  );
  new Automation(stack, "pausing", {
    name: `${prefix}-pausing`,
    trigger: leaf,
    actions: [Action.pauseAutomation(shallow), Action.pauseDeployment("inferred")],
    actionsOnResolve: [Action.resumeAutomation(shallow)],
  });
  deployment.triggeredBy(leaf);
  return stack;
}

test("triggers of any depth and blocks within blocks are applied, and planned again without a change", async () => {
  const server = await sharedServer();
  const api = prefectApi(server.apiUrl);
  const prefix = uniqueName("constructs");
  const workspace = await temporaryWorkspace({ server, env: { TF_VAR_token: "very-secret" } });
  const { resource, variable } = JSON.parse(Testing.synth(everything(prefix), true));
  await workspace.writeJson({ resource, variable });
  await workspace.apply();
  onTestFinished(async () => {
    await workspace.destroy();
  });
  expect((await workspace.plan()).changes).toEqual([]);

  const state = await workspace.state();
  expect(JSON.stringify(state)).not.toContain("very-secret");
  expect(JSON.parse(String(state["prefect_block.files"]?.data))).toEqual({ basepath: "/srv/${x}" });
  const idOf = (address: string) => state[address]?.id;
  const deploymentId = idOf("prefect_deployment.deployment");
  expect((await api.call("GET", `/deployments/${deploymentId}`)).object()).toMatchObject({
    pull_steps: [
      {
        "prefect_aws.deployments.steps.pull_from_s3": {
          credentials: `{{ prefect.blocks.aws-credentials.${prefix}-aws }}`,
        },
      },
    ],
    job_variables: { env: { AWS: `{{ prefect.blocks.aws-credentials.${prefix}-aws }}` } },
  });
  const bucket = await api.call(
    "GET",
    `/block_types/slug/s3-bucket/block_documents/name/${prefix}-bucket?include_secrets=true`,
  );
  expect(bucket.object()).toMatchObject({
    data: { bucket_name: "b", credentials: { aws_secret_access_key: "very-secret" } },
    block_document_references: { credentials: { block_document: { id: idOf("prefect_block.aws") } } },
  });

  const automation = async (name: string): Promise<JsonObject> =>
    (await api.call("GET", `/automations/${idOf(`prefect_automation.${name}`)}`)).object();
  const leaf = {
    type: "event",
    posture: "Reactive",
    expect: ["test.never"],
    match: { "prefect.resource.id": `prefect.deployment.${deploymentId}` },
    match_related: [{ "prefect.resource.role": "flow" }],
    for_each: ["prefect.resource.id"],
    threshold: 2,
    within: 60,
  };
  const pair = {
    type: "compound",
    require: 1,
    within: 3600,
    triggers: [leaf, { type: "event", posture: "Proactive", within: 3600 }],
  };
  expect(await automation("deep")).toMatchObject({
    trigger: {
      type: "compound",
      require: "all",
      within: null,
      triggers: [{ type: "sequence", triggers: [pair] }],
    },
    actions: [
      {
        type: "run-deployment",
        source: "selected",
        deployment_id: deploymentId,
        parameters: { n: "{{ event.id }}" },
        schedule_after: 60,
      },
      { type: "pause-work-pool", work_pool_id: idOf("prefect_work_pool.pool") },
      {
        type: "call-webhook",
        block_document_id: idOf("prefect_block.webhook"),
        payload: '{"run":"{{ flow_run.id }}"}',
      },
      { type: "change-flow-run-state", state: "FAILED", message: "${m}" },
    ],
  });
  expect(await automation("shallow")).toMatchObject({
    trigger: { type: "sequence", triggers: [pair, leaf] },
  });
  expect(await automation("pausing")).toMatchObject({
    trigger: leaf,
    actions: [
      { type: "pause-automation", automation_id: idOf("prefect_automation.shallow") },
      { type: "pause-deployment", source: "inferred" },
    ],
    actions_on_resolve: [{ type: "resume-automation" }],
  });
  const owned = await api.call("GET", `/automations/related-to/prefect.deployment.${deploymentId}`);
  expect(owned.list().map(({ name }) => name)).toContain("d__automation_1");
});

describe("examples/automation on a server with its services", () => {
  let server: PrefectServer;
  let project: CdktfProject;
  let api: PrefectApi;

  beforeAll(async () => {
    server = await startPrefectServer({ services: true });
    api = prefectApi(server.apiUrl);
    project = await CdktfProject.create(join(projectRoot, "examples/automation/main.ts"), server.env);
    await project.synth();
    await terraform("init");
    await terraform("apply", "-auto-approve");
  });

  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });

  async function terraform(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await project.terraform("shop", ...args, "-no-color", "-input=false");
    if (code !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  const deploymentId = async (name: string) =>
    (await api.call("GET", `/deployments/name/shop-${name}/${name}`)).object().id;

  /** The parameters of the first run of a deployment, once there is one. */
  async function parametersOfRun(name: string): Promise<unknown> {
    const deployments = { id: { any_: [await deploymentId(name)] } };
    for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(250)) {
      const [run] = (await api.call("POST", "/flow_runs/filter", { deployments })).list();
      if (run !== undefined) return run.parameters;
    }
    throw new Error(`no run of ${name} after two minutes`);
  }

  test("plans nothing again", async () => {
    expect(await terraform("plan")).toContain("No changes");
  });

  test("runs a deployment after another one, and by an event, with what the event says", async () => {
    const made = await api.call("POST", `/deployments/${await deploymentId("load")}/create_flow_run`, {
      name: "first-load",
    });
    const completed = { state: { type: "COMPLETED" }, force: true };
    await api.call("POST", `/flow_runs/${made.object().id}/set_state`, completed);
    const received = {
      id: crypto.randomUUID(),
      occurred: new Date().toISOString(),
      event: "order.received",
      resource: { "prefect.resource.id": "shop.order.17" },
      payload: { number: 17 },
    };
    expect((await api.call("POST", "/events", [received])).status).toBe(204);
    expect(await parametersOfRun("report")).toEqual({ loaded_by: "first-load" });
    expect(await parametersOfRun("confirm")).toEqual({ order: 17 });
  });
});
