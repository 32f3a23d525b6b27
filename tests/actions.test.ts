import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Testing } from "cdktf";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Backfill } from "../examples/actions/prefect_deployment_run/stack";
import { prefectProvider } from "../provider/prefect/provider";
import { cloudOnly } from "../scripts/docs/cloud-only";
import { pages } from "../scripts/docs/pages";
import { providerIn } from "../scripts/docs/schema-json";
import { newerSchemas } from "../scripts/docs/schemas-of-definitions";
import { readProviderSchema } from "../scripts/provider-schema";
import { examplesOf } from "./support/examples";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { providerFolder } from "./support/project-paths";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";
import { terraformExecutable, type Workspace } from "./support/terraform";
import { isTerraformSince, terraformVersion } from "./support/terraform-version";

/** What a Terraform without actions cannot try; over the protocol alone: actions-invoked.test.ts. */

const has = isTerraformSince("1.14");
const title = has
  ? "actions"
  : `actions (need Terraform 1.14; this is ${terraformExecutable} ${terraformVersion()})`;

let server: SharedServer;
let api: PrefectApi;

const runsOf = async (deploymentId: unknown) =>
  (await api.call("POST", "/flow_runs/filter", { deployments: { id: { any_: [deploymentId] } } })).list();

const invoke = (action: string): string[] => [
  "apply",
  "-no-color",
  "-auto-approve",
  "-input=false",
  `-invoke=${action}`,
];

/** `terraform apply -invoke=…`; `onLine` sees each line as it comes. */
async function invoked(
  terraform: Workspace,
  action: string,
  onLine: (line: string, stop: () => void) => void,
) {
  const env = await terraform.environment();
  const process = spawn(terraformExecutable, invoke(action), { cwd: terraform.folder, env });
  let output = "";
  for (const stream of [process.stdout, process.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      output += `${line}\n`;
      onLine(line, () => process.kill("SIGINT"));
    });
  }
  const code = await new Promise((resolve, reject) => {
    process.once("error", reject);
    process.once("close", resolve);
  });
  return { output: output.replace(/\s+/g, " "), code };
}

const complete = async (id: string) => {
  await api.call("POST", `/flow_runs/${id}/set_state`, { state: { type: "COMPLETED" }, force: true });
};

describe.skipIf(!has)(title, () => {
  beforeAll(async () => {
    server = await sharedServer();
    api = prefectApi(server.apiUrl);
  });

  it("are what the pages show, whichever Terraform prints the schema", () => {
    const printed = providerIn(readProviderSchema(providerFolder));
    const others = { example: () => undefined, cloudOnly };
    const facts = () => ({ importForms: [], identity: [], words: () => ({}) });
    const all = pages({ schema: printed, facts, ...others });
    expect([...all.keys()].filter((name) => name.startsWith("actions/"))).toHaveLength(3);
    expect(pages({ schema: { ...printed, ...newerSchemas(prefectProvider) }, facts, ...others })).toEqual(
      all,
    );
  });

  it("are invoked as the examples say", async () => {
    const terraform = await temporaryWorkspace({ server });
    const examples = examplesOf("actions", "action.tf");
    const prefix = uniqueName("act");
    const hcl = examples
      .map((one) => one.hcl)
      .join("\n")
      .replaceAll(/(name|tag)( += )"(?!last-year)/g, `$1$2"${prefix}-`);
    await terraform.write(hcl);
    expect(await terraform.apply()).toEqual([]);
    const { id } = await terraform.stateOf("prefect_deployment.backfill");
    const expected = {
      parameters: { days: 7, region: "eu" },
      tags: ["backfill"],
      idempotency_key: "backfill-2",
    };
    expect(await runsOf(id)).toMatchObject([expected]);

    // Another version is another key, and the version that was there has its run.
    await terraform.write(hcl.replace('"2"', '"3"'));
    expect(await terraform.apply()).toEqual([]);
    await terraform.write(hcl);
    expect(await terraform.apply()).toEqual([]);
    const keys = (await runsOf(id)).map(({ idempotency_key: key }) => key).sort();
    expect(keys).toEqual(["backfill-2", "backfill-3"]);

    const { output, code } = await invoked(terraform, "action.prefect_deployment_run.last_year", (line) => {
      const [, run] = /The run "last-year" was started: .*\/flow-run\/(\S+)/.exec(line) ?? [];
      if (run !== undefined) void complete(run);
    });
    expect(output).toContain('The run "last-year" is Completed');
    expect(output).toContain("1 invoked");
    expect(code).toBe(0);

    for (const type of [
      "prefect_global_concurrency_limit_reset.warehouse",
      "prefect_task_run_concurrency_limit_reset.database",
    ]) {
      expect(await terraform.run(invoke(`action.${type}`))).toMatchObject({
        code: 0,
        stdout: expect.stringContaining("slots are free"),
      });
    }
    await terraform.destroy();
  });

  it("are refused where they stand, and leave their run alone at an interrupt", async () => {
    const terraform = await temporaryWorkspace({ server });
    const name = uniqueName("interrupted");
    const action = (label: string, parameters: string) =>
      `action "prefect_deployment_run" "${label}" {\n  config {\n    deployment_id = prefect_deployment.d.id\n    parameters = jsonencode(${parameters})\n    job_variables_wo = jsonencode({ token = var.token })\n    wait = true\n  }\n}\n`;
    const code = `variable "secret" {
  type      = string
  sensitive = true
  default   = "planted-secret"
}
variable "token" {
  type      = string
  ephemeral = true
  default   = "planted-token"
}
resource "prefect_flow" "f" {
  name = "${name}"
}
resource "prefect_deployment" "d" {
  name       = "d"
  flow_id    = prefect_flow.f.id
  entrypoint = "f.py:f"
  parameter_openapi_schema = jsonencode({ properties = { n = { type = "integer" }, s = { type = "string" } } })
  TRIGGER
}
${action("good", "{ s = var.secret }")}${action("bad", "{ n = var.secret }")}`;
    const trigger =
      "lifecycle {\n    action_trigger {\n      events  = [after_create]\n      actions = [action.prefect_deployment_run.bad]\n    }\n  }";
    await terraform.write(code.replace("TRIGGER", trigger));
    // Its deployment is not known when planning: the run is refused before it is started.
    const [failed] = await terraform.applyErrors();
    expect(failed?.detail).toMatch(
      /the parameter "n" does not fit parameter_openapi_schema of the deployment "d"/,
    );
    expect(JSON.stringify(failed)).not.toContain("planted");
    const applied = await terraform.run(["plan", "-no-color", "-input=false"]);
    expect(applied.stdout).toContain("No changes.");
    await terraform.write(code.replace("TRIGGER", ""));
    const refused = await terraform.run(invoke("action.prefect_deployment_run.bad"));
    expect(refused.stderr).toMatch(
      /A parameter that does not fit[\s\S]*action "prefect_deployment_run" "bad"/,
    );
    expect(refused.stdout + refused.stderr).not.toContain("planted");
    const { id } = await terraform.stateOf("prefect_deployment.d");
    expect(await runsOf(id)).toEqual([]);

    const { output } = await invoked(terraform, "action.prefect_deployment_run.good", (line, stop) => {
      if (line.includes("is Scheduled")) stop();
    });
    expect(output).toMatch(/Waiting for the run "[^"]+" was broken off/);
    expect(output).not.toContain("planted");
    expect(await runsOf(id)).toMatchObject([
      {
        state_type: "SCHEDULED",
        parameters: { s: "planted-secret" },
        job_variables: { token: "planted-token" },
      },
    ]);
    await terraform.destroy();
  });

  it("come from CDKTF as the page says", async () => {
    const { terraform: _, ...stack }: JsonObject = JSON.parse(
      Testing.synth(new Backfill(Testing.app(), "stack")),
    );
    const terraform = await temporaryWorkspace({ server });
    onTestFinished(async () => {
      await terraform.destroy();
    });
    await terraform.writeJson(stack);
    expect(await terraform.apply()).toEqual([]);
    const [deployment] = Object.values(await terraform.state()).filter(({ entrypoint }) => entrypoint);
    expect(await runsOf(deployment?.id)).toMatchObject([{ parameters: { region: "eu" } }]);
  });
});
