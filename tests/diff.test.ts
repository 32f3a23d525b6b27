import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DiffReport } from "../cli/diff/report";
import { evaluate } from "../rules/json-schema/evaluate";
import { closed } from "../rules/json-schema/value";
import { populate, secretMarks } from "./adopt/populate";
import { desktop, phone, startChromium } from "./support/chromium";
import { startCountingProxy } from "./support/counting-proxy";
import { isolatedEnvironment } from "./support/environment";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { projectRoot } from "./support/project-paths";
import { can, fieldsIf } from "./support/server-version";

/** `cdktf-prefect diff` of two servers that have got the same objects, in their own order and with ids of their own. */

let staging: PrefectServer;
let production: PrefectServer;
let api: PrefectApi;
let folder: string;

/** What must not be told of what a test puts on a server. */
const marker = "planted-4711";

beforeAll(async () => {
  [staging, production] = await Promise.all([startPrefectServer(), startPrefectServer()]);
  api = prefectApi(production.apiUrl);
  await Promise.all([populate(prefectApi(staging.apiUrl)), populate(api)]);
  folder = await mkdtemp(join(tmpdir(), "diff-"));
  await writeFile(
    join(folder, "profiles.toml"),
    `active = "production"
[profiles.staging]
PREFECT_API_URL = "${staging.apiUrl}"
[profiles.production]
PREFECT_API_URL = "${production.apiUrl}"
`,
  );
});

afterAll(async () => {
  await Promise.all([staging?.stop(), production?.stop()]);
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const diff = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [join(projectRoot, "dist/cdktf-prefect"), "diff", ...args],
      {
        cwd: folder,
        env: isolatedEnvironment({ PREFECT_PROFILES_PATH: join(folder, "profiles.toml"), ...env }),
        maxBuffer: 2 ** 25,
      },
      (error, stdout, stderr) => done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

const report = ({ stdout }: Ended): DiffReport => JSON.parse(stdout);

/** `kind name`, with the paths that differ. */
const told = ({ findings }: DiffReport): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    findings.map((one) => [
      `${one.category} ${one.kind} ${one.name}`,
      one.category === "different" ? one.differences.map(({ path }) => path) : [],
    ]),
  );

test("what was made alike on two servers is equal, whatever its ids; profiles name them, and nothing is written", async () => {
  const proxy = await startCountingProxy(production.apiUrl);
  try {
    const ended = await diff(["staging", proxy.apiUrl, "--format", "json"], {
      // Of another server than the two.
      PREFECT_API_URL: "http://127.0.0.1:9/api",
      PREFECT_API_KEY: marker,
    });
    const { verdict, totals, findings, from, to, notCompared } = report(ended);
    expect({ code: ended.code, verdict, findings }).toEqual({ code: 0, verdict: "equal", findings: [] });
    expect(totals.compared).toBeGreaterThan(150);
    expect(from).toMatchObject({ name: "staging", address: staging.apiUrl });
    expect(to).toMatchObject({ name: proxy.apiUrl, address: proxy.apiUrl });
    expect(notCompared).toContainEqual({ kind: "block", name: "secret/github-token", path: "data.value" });
    const writes = proxy.requests.filter(({ method, path }) => method !== "GET" && !path.endsWith("/filter"));
    expect(writes).toEqual([]);
  } finally {
    await proxy.stop();
  }
});

const row = async (path: string, name: string, key = "name"): Promise<JsonObject> => {
  const rows = (await api.call("POST", `${path}/filter`, {})).list();
  const found = rows.find((one) => one[key] === name);
  if (found === undefined) throw new Error(`no ${name} among ${path}`);
  return found;
};

/** Changes one object of each kind. */
async function change(): Promise<void> {
  const etl = await row("/flows", "etl");
  await api.call("PATCH", `/flows/${etl.id}`, { tags: ["nightly"] });
  const deployment = async (flow: JsonObject, name: string): Promise<JsonObject> =>
    (await api.call("GET", `/deployments/name/${flow.name}/${name}`)).object();
  const nightly = await deployment(etl, "nightly");
  await api.call("PATCH", `/deployments/${nightly.id}`, {
    parameters: { table: "orders", limit: 200 },
    job_variables: { image: "acme/etl:2", env: { LOG_LEVEL: "debug", ODD: "${x}", API_TOKEN: marker } },
    pull_steps: [
      {
        "prefect.deployments.steps.git_clone": {
          repository: `https://user:${marker}@github.com/acme/flows.git`,
          access_token: marker,
        },
      },
    ],
  });
  const served = await deployment(etl, "served");
  const [schedule] = (await api.call("GET", `/deployments/${served.id}/schedules`)).list();
  await api.call("PATCH", `/deployments/${served.id}/schedules/${schedule?.id}`, { active: false });
  await api.call("PATCH", "/work_pools/k8s", { description: "Another cluster", concurrency_limit: 3 });
  await api.call("PATCH", "/work_pools/local/queues/slow", { priority: 8 });
  await api.call("PATCH", `/variables/name/text`, { value: "changed" });
  await api.call("DELETE", "/variables/name/negative");
  await api.call("POST", "/variables/", { name: "only_here", value: 1 });
  const [files, token] = [
    await row("/block_documents", "files"),
    await row("/block_documents", "github-token"),
  ];
  await api.call("PATCH", `/block_documents/${files.id}`, {
    data: { basepath: "/srv/other" },
    merge_existing_data: false,
  });
  await api.call("PATCH", `/block_documents/${token.id}`, {
    data: { value: marker },
    merge_existing_data: false,
  });
  const crm = await row("/block_types", "acme-crm", "slug");
  await api.call("PATCH", `/block_types/${crm.id}`, { description: "Fewer customers" });
  await api.call("POST", "/block_schemas/", {
    block_type_id: crm.id,
    fields: { title: "Crm", type: "object", properties: {}, block_type_slug: "acme-crm" },
    version: "2.0",
  });
  const both = await row("/automations", "Both came");
  await api.call("PUT", `/automations/${both.id}`, {
    name: both.name,
    trigger: both.trigger,
    actions: [
      {
        type: "run-deployment",
        source: "selected",
        deployment_id: nightly.id,
        parameters: { day: "{{ event.day }}" },
      },
    ],
  });
  const limit = await row("/v2/concurrency_limits", "api rate");
  await api.call("PATCH", `/v2/concurrency_limits/${limit.id}`, { limit: 11 });
  await api.call("POST", "/concurrency_limits/", { tag: "database", concurrency_limit: 5 });
  await api.call("PUT", "/saved_searches/", { name: "Late runs", filters: [] });
  await api.call("DELETE", "/admin/storage");
}

const step = 'pull_steps[0]["prefect.deployments.steps.git_clone"]';

test("what differs is told by name, with both values; secrets are not; it ends with 2", async () => {
  await change();
  const others = ["table", "markdown", "junit", "sarif", "github", "html"];
  const files = others.map((name) => `--format=${name}=diff.${name}`);
  const ended = await diff(["staging", "production", "--format=json", ...files]);
  expect(ended).toMatchObject({ code: 2, stderr: "" });
  const found = report(ended);
  expect(told(found)).toEqual({
    "different flow etl": ["tags"],
    "different deployment etl/nightly": [
      ...["repository", "branch", "credentials", "id", "access_token"].map((input) => `${step}.${input}`),
      "pull_steps[1]",
      "parameters.limit",
      "job_variables.env.API_TOKEN",
    ],
    "different deployment etl/served": ["schedules.mornings.active"],
    "different work_pool k8s": ["description", "concurrency_limit"],
    "different work_queue local/slow": ["priority"],
    "different automation Both came": ["actions[0].deployment_id"],
    "different variable text": ["value"],
    "different block local-file-system/files": ["data.basepath"],
    "different block_type acme-crm": ["description"],
    "different global_concurrency_limit api rate": ["limit"],
    "different task_run_concurrency_limit database": ["concurrency_limit"],
    "only_in_from variable negative": [],
    ...fieldsIf(can.storeResultsByDefault, { "only_in_from default_result_storage default": [] }),
    "only_in_to variable only_here": [],
    "only_in_to block_schema acme-crm/2.0": [],
    "only_in_to saved_search Late runs": [],
  });
  const given = (value: unknown) => ({ is: "given", value });
  const all = found.findings.flatMap((one) => (one.category === "different" ? one.differences : []));
  const valuesOf = (path: string) => {
    const { before, after } = all.find((one) => one.path === path) ?? {};
    return [before, after];
  };
  expect(valuesOf("actions[0].deployment_id")).toEqual([
    given("<deployment report/nightly>"),
    given("<deployment etl/nightly>"),
  ]);
  expect(valuesOf("parameters.limit")).toEqual([given(100), given(200)]);
  expect(valuesOf("job_variables.env.API_TOKEN")).toEqual([{ is: "absent" }, { is: "sensitive" }]);
  expect(valuesOf(`${step}.repository`)[1]).toEqual({ is: "sensitive" });

  const schema: unknown = JSON.parse(
    await readFile(join(projectRoot, "docs/diff-report.schema.json"), "utf8"),
  );
  expect(evaluate(schema, JSON.parse(ended.stdout), closed)).toEqual({ complaints: [], unsure: false });
  for (const name of others) {
    const text = await readFile(join(folder, `diff.${name}`), "utf8");
    for (const mark of [marker, ...secretMarks]) expect(text, name).not.toContain(mark);
    expect(text, name).toContain("etl/nightly");
  }
  for (const mark of [marker, ...secretMarks]) expect(ended.stdout).not.toContain(mark);
});

test("the page fits a phone and a wide screen, loads nothing, and axe finds nothing wrong with it", async () => {
  const html = await readFile(join(folder, "diff.html"), "utf8");
  const browser = await startChromium();
  try {
    for (const viewport of [phone, desktop]) {
      const { complaints, overflow, violations } = await browser.look(html, { viewport });
      expect({ complaints, overflow, violations }).toEqual({ complaints: [], overflow: 0, violations: [] });
    }
  } finally {
    await browser.close();
  }
});

test("--only chooses by what either server has; rules ignore, and one that has expired does not", async () => {
  const rules = async (expires: string) =>
    writeFile(
      join(folder, ".prefect-diff.yaml"),
      `ignore:
  - { name: etl/night*, attribute: pull_steps, reason: other repository, expires: ${expires} }
  - { kind: variable, reason: each has its own }
`,
    );
  const args = ["staging", "production", "--format", "json", "--only", "variables", "--only", "flow:etl"];
  await rules("2999-12-31");
  const ended = await diff(args);
  const found = report(ended);
  expect(ended.code).toBe(2);
  expect(told(found)).toEqual({
    "different flow etl": ["tags"],
    "different deployment etl/nightly": ["parameters.limit", "job_variables.env.API_TOKEN"],
    "different deployment etl/served": ["schedules.mornings.active"],
  });
  expect(found.rules.map(({ ignored }) => ignored)).toEqual([1, 3]);
  expect(await diff(["staging", "production", "--quiet", "--only", "variables:t*"])).toEqual({
    code: 0,
    stdout: "",
    stderr: "",
  });
  await rules("2020-01-31");
  const late = await diff(["staging", "production", "--only", "variables"]);
  expect(late).toMatchObject({ code: 1, stdout: expect.stringContaining("held until 2020-01-31") });
  await rm(join(folder, ".prefect-diff.yaml"));
});

test("what could not be told ends with 1, and says of which server; no credentials on the command line", async () => {
  const nowhere = await diff(["staging", `${production.apiUrl}/nowhere`, "--format", "json"]);
  expect(nowhere.code).toBe(1);
  expect(report(nowhere)).toMatchObject({
    verdict: "unknown",
    findings: [],
    problems: [{ step: expect.stringMatching(/^listing the [a-z ]+ of http.*\/nowhere\/api$/) }],
  });
  const unknown = await diff(["nosuch", "env"]);
  expect(unknown).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no profile "nosuch" .*"staging", "production".* or env\.$/m),
  });
  const open = await diff([`http://user:${marker}@127.0.0.1:9/api`, "staging"]);
  expect(open).toMatchObject({ code: 1, stderr: expect.stringContaining("--from-auth-env") });
  const pasted = await diff(["staging", "production", "--to-key-env", marker]);
  expect(pasted).toMatchObject({ code: 1, stderr: expect.stringContaining("--to-key-env") });
  for (const { stdout, stderr } of [open, pasted]) expect(stdout + stderr).not.toContain(marker);
  expect(await diff(["staging"])).toMatchObject({ code: 1 });
  expect(await diff(["staging", "production", "--only", "things"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("work-pools"),
  });
});
