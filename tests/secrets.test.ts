import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { quote, resourceBlock } from "./support/hcl";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";
import type { Workspace } from "./support/terraform";
import { zippedText } from "./support/zipped-text";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

/** Part of every secret, so that one search finds them all. */
const marker = "PlantedMarker";

/** A secret with everything in it that is spelled in more than one way. */
const planted = (name: string, round: number): string => `${name} "${marker}" é\\ ${round}`;

/** The marker as it may be found in a text: also in base64 (at each of three alignments) and in hexadecimal. */
function spellings(): readonly string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from(" ".repeat(shift) + marker)
      .toString("base64")
      .replace(/=+$/, "");
    // The first and the last characters also hold bits of what stands beside the marker.
    return text.slice(shift === 0 ? 0 : 4, -2);
  });
  return [marker, ...base64, Buffer.from(marker).toString("hex")];
}

const findings = (text: string): readonly string[] =>
  spellings().filter((spelling) => text.toLowerCase().includes(spelling.toLowerCase()));

const names = ["block", "variable", "job", "token", "argument", "header", "key"];
const variables = names
  .map((name) => `variable "${name}" {\n  type = string\n  ephemeral = true\n}\n`)
  .join("");

const code = (prefix: string, round: number): string =>
  variables +
  resourceBlock("prefect_block", "b", {
    type_slug: '"secret"',
    name: quote(prefix),
    data_wo: "jsonencode({ value = { deep = [var.block], plain = 1 } })",
  }) +
  resourceBlock("prefect_variable", "v", {
    name: quote(prefix),
    value_wo: '{ password = var.variable, port = "5432" }',
  }) +
  resourceBlock("prefect_flow", "f", { name: quote(prefix) }) +
  resourceBlock("prefect_deployment", "d", {
    name: quote(prefix),
    flow_id: "prefect_flow.f.id",
    job_variables: 'jsonencode({ image = "i", env = { LOG = "debug" } })',
    job_variables_wo: "jsonencode({ env = { KEY = var.job } })",
    pull_steps: `[
      { type = "git_clone", repository = "r", access_token_wo = var.token },
      { type = "run_shell_script", script = "s", env = { A = "1" }, inputs_wo = jsonencode({ env = { B = var.argument } }) },
    ]`,
  }) +
  resourceBlock("prefect_deployment", "held", {
    name: quote(`${prefix}-held`),
    flow_id: "prefect_flow.f.id",
    job_variables: `jsonencode({ round = ${round} })`,
    // At another place, too: what stays behind must not come into the state there.
    job_variables_wo: `jsonencode({ KEY_${round} = var.job })`,
    job_variables_wo_version: "1",
  }) +
  resourceBlock(
    "prefect_deployment",
    "ignoring",
    {
      name: quote(`${prefix}-ignoring`),
      flow_id: "prefect_flow.f.id",
      job_variables: `jsonencode({ round = ${round} })`,
      job_variables_wo: `jsonencode({ KEY_${round} = var.job })`,
    },
    "  lifecycle {\n    ignore_changes = [job_variables_wo]\n  }\n",
  );

/** Runs terraform as a person does, and notes all that it says. */
function recorder(terraform: Workspace) {
  const said: { what: string; text: string }[] = [];
  const run = async (...args: readonly string[]): Promise<number> => {
    const { code: exit, stdout, stderr } = await terraform.run([...args, "-no-color"]);
    said.push({ what: args.join(" "), text: stdout + stderr });
    return exit;
  };
  return {
    said,
    plan: async (): Promise<number> => {
      const exit = await run("plan", "-input=false", "-out=planned.tfplan", "-detailed-exitcode");
      const shown = await terraform.run(["show", "-json", "planned.tfplan"]);
      const whole = zippedText(await readFile(join(terraform.folder, "planned.tfplan")));
      said.push({ what: "the plan shown", text: shown.stdout }, { what: "the plan file", text: whole });
      return exit;
    },
    apply: () => run("apply", "-input=false", "planned.tfplan"),
    destroy: () => run("destroy", "-input=false", "-auto-approve"),
    file: async (name: string): Promise<void> => {
      said.push({ what: name, text: await readFile(join(terraform.folder, name), "utf8") });
    },
  };
}

/** What the server has, each secret in its place. */
async function onServer(prefix: string): Promise<JsonObject> {
  const block = await api.call(
    "GET",
    `/block_types/slug/secret/block_documents/name/${prefix}?include_secrets=true`,
  );
  const variable = await api.call("GET", `/variables/name/${prefix}`);
  const deployment = (await api.call("GET", `/deployments/name/${prefix}/${prefix}`)).object();
  return {
    block: block.object().data,
    variable: variable.object().value,
    job: deployment.job_variables,
    steps: deployment.pull_steps,
  };
}

const expected = (round: number): JsonObject => ({
  block: { value: { deep: [planted("block", round)], plain: 1 } },
  variable: { password: planted("variable", round), port: "5432" },
  job: { image: "i", env: { LOG: "debug", KEY: planted("job", round) } },
  steps: [
    {
      "prefect.deployments.steps.git_clone": { repository: "r", access_token: planted("token", round) },
    },
    {
      "prefect.deployments.steps.run_shell_script": {
        script: "s",
        env: { A: "1", B: planted("argument", round) },
      },
    },
  ],
});

/** Somebody else changes every secret. */
async function drift(prefix: string, state: Record<string, JsonObject>): Promise<void> {
  const { block, variable, job, steps } = expected(7);
  const id = (address: string) => state[address]?.id;
  await api.call("PATCH", `/block_documents/${id("prefect_block.b")}`, { data: block });
  await api.call("PATCH", `/variables/${id("prefect_variable.v")}`, { value: variable });
  await api.call("PATCH", `/deployments/${id("prefect_deployment.d")}`, {
    job_variables: job,
    pull_steps: steps,
  });
  expect(await onServer(prefix)).toEqual(expected(7));
}

/** A server that says what it got. */
function refuse(proxy: CountingProxy, deployment: string): void {
  const quoted = planted("job", 2);
  const answer = (path: RegExp, status: number, body: string) =>
    proxy.inject({ method: "PATCH", path, effect: { kind: "answer", status, body } });
  answer(
    /variables/,
    422,
    JSON.stringify({
      exception_message: "Invalid request received.",
      exception_detail: [
        {
          type: "value_error",
          loc: ["body", "value"],
          msg: `Value error, ${planted("variable", 2)}`,
          input: quoted,
        },
      ],
      request_body: { value: planted("variable", 2) },
    }),
  );
  answer(
    new RegExp(deployment),
    409,
    JSON.stringify({
      detail: `Failure reason: '${quoted.replaceAll("\\", "\\\\")}' is not of type 'boolean'`,
    }),
  );
  answer(/block_documents/, 400, `${" ".repeat(40)}${"x".repeat(280)}${planted("block", 2)} is what came`);
}

it("keeps secrets out of every output, plan, state and log", { timeout: 240_000 }, async () => {
  const prefix = uniqueName("secret");
  const proxy = await startCountingProxy(server.apiUrl);
  onTestFinished(() => proxy.stop());
  const terraform = await temporaryWorkspace({
    provider: [
      `  endpoint = ${quote(proxy.apiUrl)}`,
      "  api_key = var.key",
      '  custom_headers = jsonencode({ "X-Secret" = var.header })',
    ].join("\n"),
    env: { TF_LOG_PROVIDER: "trace" },
  });
  terraform.env.TF_LOG_PATH = join(terraform.folder, "provider.log");
  const round = (number: number) => {
    for (const name of names) {
      const isHeader = name === "header" || name === "key";
      terraform.env[`TF_VAR_${name}`] = isHeader ? `${name}-${marker}` : planted(name, number);
    }
  };
  const { said, plan, apply, destroy, file } = recorder(terraform);

  round(1);
  await terraform.write(code(prefix, 1));
  expect(await plan()).toBe(2);
  expect(await apply()).toBe(0);
  expect(await onServer(prefix)).toEqual(expected(1));
  expect(await plan()).toBe(0);
  const state = await terraform.state();
  expect(state["prefect_variable.v"]).toMatchObject({ value: null, value_wo: null });
  expect(state["prefect_block.b"]).toMatchObject({ data: null, data_wo: null });
  expect(state["prefect_deployment.d"]).toMatchObject({
    job_variables: '{"env":{"LOG":"debug"},"image":"i"}',
    job_variables_wo: null,
    pull_steps: [
      { type: "git_clone", access_token: null, access_token_wo: null },
      { type: "run_shell_script", env: { A: "1" }, inputs: null, inputs_wo: null },
    ],
  });
  await file("terraform.tfstate");

  await drift(prefix, state);
  expect(await plan()).toBe(2);
  expect(await apply()).toBe(0);
  expect(await onServer(prefix)).toEqual(expected(1));

  round(2);
  await terraform.write(code(prefix, 2));
  expect(await plan()).toBe(2);
  const rotation = said.map(({ text }) => text).join("\n");
  for (const place of ["data_wo: value.deep[0]", "value_wo: password", "job_variables_wo: env.KEY"]) {
    expect(rotation).toContain(place);
  }
  refuse(proxy, String(state["prefect_deployment.d"]?.id));
  expect(await apply()).toBe(1);
  expect(said.at(-1)?.text.match(/Error: Could not update/g)).toHaveLength(3);
  await file("terraform.tfstate");
  expect(await plan()).toBe(2);
  expect(await apply()).toBe(0);
  expect(await onServer(prefix)).toEqual(expected(2));
  // Its version says that the secret stays, or `ignore_changes`, also when the rest of the value is written.
  const jobOf = async (name: string) =>
    (await api.call("GET", `/deployments/name/${prefix}/${prefix}-${name}`)).object().job_variables;
  for (const name of ["held", "ignoring"]) {
    expect(await jobOf(name)).toEqual({ round: 2, KEY_1: planted("job", 1) });
  }
  expect(await plan()).toBe(0);

  // The code gives them up: what it owned is removed.
  await terraform.write(
    code(prefix, 2)
      .replace(/^.*(job_variables|data|value)_wo(_version)? =.*\n/gm, "")
      .replace(/, access_token_wo = var.token/, ""),
  );
  expect(await plan()).toBe(2);
  expect(await apply()).toBe(0);
  expect(await onServer(prefix)).toMatchObject({
    block: {},
    variable: null,
    job: { image: "i", env: { LOG: "debug" } },
    steps: [
      { "prefect.deployments.steps.git_clone": { repository: "r" } },
      { "prefect.deployments.steps.run_shell_script": { env: { B: planted("argument", 2) } } },
    ],
  });
  expect(await jobOf("ignoring")).toEqual({ round: 2 });
  expect(await destroy()).toBe(0);
  await file("terraform.tfstate.backup");
  await file("provider.log");

  expect(said.at(-1)?.text).toContain("/variables/");
  expect(proxy.requests.some(({ headers }) => headers["x-secret"] === `header-${marker}`)).toBe(true);
  const found = said.flatMap(({ what, text }) => {
    const spelled = findings(text);
    const place = text.toLowerCase().indexOf((spelled[0] ?? "").toLowerCase());
    return spelled.length === 0
      ? []
      : [`${what}: ${spelled.join()}: ${text.slice(Math.max(0, place - 80), place + 80)}`];
  });
  expect(found).toEqual([]);
});

it("takes each value one way only, and names what is set twice", async () => {
  const terraform = await temporaryWorkspace({ server });
  const name = quote(uniqueName("twice"));
  const deployment = { name, flow_id: '"123e4567-e89b-12d3-a456-426614174000"' };
  await terraform.write(
    resourceBlock("prefect_variable", "v", { name, value: '"a"', value_wo: '"b"' }) +
      resourceBlock("prefect_variable", "version", { name, value: '"a"', value_wo_version: "1" }) +
      resourceBlock("prefect_deployment", "d", {
        ...deployment,
        job_variables: 'jsonencode({ image = "a", env = { A = "1", B = "2" } })',
        job_variables_wo: 'jsonencode({ image = "b", env = { B = "3", C = "4" } })',
      }) +
      resourceBlock("prefect_deployment", "steps", {
        ...deployment,
        pull_steps: `[
          { type = "git_clone", repository = "r", access_token_wo = "a", inputs_wo = jsonencode({ access_token = "b" }) },
          { type = "git_clone", repository = "r", inputs_wo = jsonencode({ repository = "s" }) },
          { type = "", inputs = jsonencode({ a = {}, b = {} }), inputs_wo = jsonencode({ c = "d" }) },
        ]`,
      }) +
      resourceBlock("prefect_deployment", "token", {
        ...deployment,
        pull_steps: '[{ type = "git_clone", repository = "r", access_token = "a", access_token_wo = "b" }]',
      }),
  );
  expect(
    (await terraform.planErrors()).map(({ address, summary }) => `${address}: ${summary}`).sort(),
  ).toEqual([
    "prefect_deployment.d: env.B is set twice",
    "prefect_deployment.d: image is set twice",
    "prefect_deployment.steps: A step that takes no write-only arguments",
    "prefect_deployment.steps: access_token is set twice",
    "prefect_deployment.steps: repository is set twice",
    "prefect_deployment.token: Conflicting attributes",
    "prefect_variable.v: Conflicting attributes",
    "prefect_variable.v: Conflicting attributes",
    "prefect_variable.version: value_wo_version without value_wo",
  ]);
});

it("would find a secret however it is spelled", () => {
  const secret = `${planted("x", 1)} and more`;
  for (const shift of ["", " ", "  "]) {
    expect(findings(Buffer.from(shift + secret).toString("base64")), shift).toHaveLength(1);
  }
  expect(findings(Buffer.from(secret).toString("hex"))).toHaveLength(1);
  expect(findings(JSON.stringify({ secret }))).toEqual([marker]);
  expect(findings("planted")).toEqual([]);
});
