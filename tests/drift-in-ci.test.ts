import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { projectRoot, providerFolder } from "./support/project-paths";
import { uniqueName } from "./support/shared-server";
import { type CommandResult, Workspace } from "./support/terraform";

/** The recipes of docs/drift-in-ci.md, run by bash as their runners would, in a folder with one changed variable. */

interface Step {
  readonly id: string;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const name = uniqueName("ci");

// Its own: what other tests leave can make a listing of the whole server fail.
let server: PrefectServer;
let api: PrefectApi;
let workspace: Workspace;
let variable: string;
let temporary: string;
let page: string;

beforeAll(async () => {
  server = await startPrefectServer();
  api = prefectApi(server.apiUrl);
  page = await readFile(join(projectRoot, "docs/drift-in-ci.md"), "utf8");
  workspace = await Workspace.create({ server });
  await workspace.write(`resource "prefect_variable" "region" {
  name  = "${name}"
  value = "eu"
}
`);
  await workspace.apply();
  variable = String((await workspace.stateOf("prefect_variable.region")).id);
  temporary = join(workspace.folder, "runner");
  await mkdir(temporary);
  // What `npm ci` installs.
  await mkdir(join(workspace.folder, "node_modules/.bin"), { recursive: true });
  await symlink(
    join(providerFolder, "cdktf-prefect"),
    join(workspace.folder, "node_modules/.bin/cdktf-prefect"),
  );
});

afterAll(async () => {
  await workspace?.destroy();
  await workspace?.remove();
  await server?.stop();
});

const setValue = (value: string) => api.call("PATCH", `/variables/${variable}`, { value });

function bash(script: string, env: Readonly<Record<string, string>> = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const options = { cwd: workspace.folder, env: { ...workspace.env, ...env }, timeout: 120_000 };
    execFile(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
      options,
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
  });
}

/** What stands between fences of this language on the page. */
const fenced = (language: string, start: string): string => {
  const blocks = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)];
  const found = blocks.find(([, of, text]) => of === language && text?.startsWith(start));
  if (found?.[2] === undefined) throw new Error(`no ${language} that starts with ${start}`);
  return found[2];
};

/** A composite action's one step, as GitHub's runner would run it with these inputs. */
async function runAction(inputs: Readonly<Record<string, string>>) {
  const action: Action = parse(await readFile(join(projectRoot, "action.yml"), "utf8"));
  const [step] = action.runs.steps;
  if (step === undefined) throw new Error("the action has no step");
  const given = (text: string) =>
    text.replace(
      /\$\{\{ inputs\.([\w-]+) \}\}/g,
      (_, key: string) => inputs[key] ?? action.inputs[key]?.default ?? "",
    );
  const files = { GITHUB_OUTPUT: join(temporary, "output"), GITHUB_STEP_SUMMARY: join(temporary, "summary") };
  for (const file of Object.values(files)) await writeFile(file, "");
  const env = Object.fromEntries(Object.entries(step.env).map(([key, text]) => [key, given(text)]));
  const result = await bash(step.run, { ...env, ...files, RUNNER_TEMP: temporary });
  const written = await readFile(files.GITHUB_OUTPUT, "utf8");
  const outputs: Record<string, string> = Object.fromEntries(
    written
      .trim()
      .split("\n")
      .map((line) => line.split("=", 2)),
  );
  return {
    result,
    outputs,
    names: Object.keys(action.outputs),
    summary: await readFile(files.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

test("the action annotates, sums up, leaves its reports, and fails on drift alone", async () => {
  const quiet = await runAction({});
  expect(quiet.result, quiet.result.stderr).toMatchObject({ code: 0 });
  expect(quiet.outputs.verdict).toBe("none");
  expect(quiet.result.stdout).not.toContain("::error");

  await setValue("us");
  const { result, outputs, names, summary } = await runAction({ state: "\n" });
  expect(result, result.stderr).toMatchObject({ code: 2 });
  expect(result.stdout).toMatch(/^::error file=.*title=prefect_variable\.region/m);
  expect(summary).toContain('| `value` | `"eu"` | `"us"` |');
  expect(Object.keys(outputs).sort()).toEqual(names.toSorted());
  expect(outputs).toMatchObject({ verdict: "drift" });
  expect(JSON.parse(await readFile(outputs.json ?? "", "utf8"))).toMatchObject({ verdict: "drift" });
  expect(JSON.parse(await readFile(outputs.sarif ?? "", "utf8"))).toMatchObject({ version: "2.1.0" });
  expect(await readFile(outputs.html ?? "", "utf8")).toMatch(
    /^<!doctype html>[\s\S]*prefect_variable\.region/i,
  );

  const unmanagedOnly = await runAction({ "fail-on": "missing" });
  expect(unmanagedOnly.result, unmanagedOnly.result.stderr).toMatchObject({ code: 0 });
});

test("the job of GitLab fails on drift and leaves its artifacts", async () => {
  await setValue("us");
  const { "prefect-drift": job } = parse(fenced("yaml", "# .gitlab-ci.yml"));
  const [install, ...script] = job.script;
  expect(install).toBe("npm ci");
  const { code, stdout, stderr } = await bash(script.join("\n"));
  expect(code, stderr).toBe(2);
  expect(stdout).toContain("prefect_variable.region");
  for (const file of [...job.artifacts.paths, job.artifacts.reports.junit]) {
    expect(await readFile(join(workspace.folder, file), "utf8")).toContain("prefect_variable.region");
  }
});

test("the line of cron prints only when there is something to tell", async () => {
  const line = fenced("crontab", "*/10").trim();
  const [, , , , , ...command] = line.split(" ");
  const script = command.join(" ").replace("/srv/infrastructure", `'${workspace.folder}'`);
  await setValue("eu");
  expect(await bash(script)).toEqual({ code: 0, stdout: "", stderr: "" });
  await setValue("us");
  const found = await bash(script);
  expect(found.stdout).toContain("prefect_variable.region");
});
