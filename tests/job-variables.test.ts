import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Expressions, jsonString, quote, resourceBlock } from "./support/hcl";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeFlow } from "./support/prefect-objects";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";

const template = {
  job_configuration: { command: "{{ command }}", env: "{{ env }}", stream_output: "{{ stream_output }}" },
  variables: {
    type: "object",
    properties: {
      command: { type: "string" },
      env: { type: "object", additionalProperties: { type: "string" } },
      stream_output: { type: "boolean", default: true },
      size: { type: "string", enum: ["small", "large"] },
    },
    required: ["command"],
  },
};

/** Job variables that the server refuses, and the one that is wrong. */
const refused: Readonly<Record<string, readonly [variables: JsonObject, wrong: string]>> = {
  wrong_type: [{ command: "x", stream_output: "secret-value" }, "stream_output"],
  inside: [{ command: "x", env: { A: "a", B: 5 } }, "env.B"],
  not_listed: [{ command: "x", size: "secret-value" }, "size"],
  template: [{ command: "x", stream_output: "{{ prefect.variables.secret_value }}" }, "stream_output"],
  kind: [{ command: "x", stream_output: { __prefect_kind: "json", value: "true" } }, "stream_output"],
  null: [{ command: "x", size: 5, stream_output: null }, "size"],
};

/** What it takes, and what is said of it. */
const accepted: Readonly<Record<string, readonly [variables: JsonObject, warning: RegExp | undefined]>> = {
  all: [{ command: "x", env: { A: "{{ prefect.blocks.secret.a }}" }, size: "small" }, undefined],
  default_null: [{ command: "{{ prefect.variables.x }}", stream_output: null, "env.A": "b" }, undefined],
  unused: [{ command: "x", comand: "y", other: 1 }, /no variable "comand", "other"/],
  missing: [{ env: {} }, /requires "command"/],
  none: [{}, /requires "command"/],
};

describe("job variables", () => {
  let api: PrefectApi;
  let flow: Made;
  let workspace: Workspace;
  const pool = uniqueName("pool");
  const otherPool = uniqueName("pool");

  const deployment = (label: string, attributes: Expressions) =>
    resourceBlock("prefect_deployment", label, {
      name: quote(label),
      flow_id: quote(flow.id),
      work_pool_name: quote(pool),
      ...attributes,
    });
  const write = (all: Readonly<Record<string, readonly [variables: JsonObject, ...unknown[]]>>) =>
    workspace.write(
      Object.entries(all)
        .map(([label, [variables]]) => deployment(label, { job_variables: jsonString(variables) }))
        .join(""),
    );
  const post = async (label: string, job_variables: JsonObject) => {
    const body = { name: `api-${label}`, flow_id: flow.id, work_pool_name: pool, job_variables };
    return (await api.call("POST", "/deployments/", body)).status;
  };

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    flow = await makeFlow(api);
    for (const name of [pool, otherPool]) {
      const body = { name, type: "process", base_job_template: template };
      (await api.call("POST", "/work_pools/", body)).object();
    }
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    for (const name of [pool, otherPool]) await api.call("DELETE", `/work_pools/${name}`);
    await workspace.remove();
  });

  it("that the pool's template does not take are refused when planning, as by the server", async () => {
    await write(refused);
    const errors = await workspace.planErrors();
    for (const [label, [variables, wrong]] of Object.entries(refused)) {
      const own = errors.filter(({ address }) => address === `prefect_deployment.${label}`);
      expect(own).toEqual([
        expect.objectContaining({
          code: expect.stringContaining("job_variables"),
          detail: expect.stringContaining(`"${wrong}"`),
        }),
      ]);
      expect({ label, status: await post(label, variables) }).toEqual({ label, status: 422 });
    }
    expect(errors).toHaveLength(Object.keys(refused).length);
    expect(JSON.stringify(errors.map(({ detail }) => detail))).not.toMatch(/secret.value/);
  });

  it("that it takes pass, with a warning where no job gets them or every run must bring more", async () => {
    await write(accepted);
    const { changes, warnings } = await workspace.plan();
    expect(changes).toHaveLength(Object.keys(accepted).length);
    for (const [label, [variables, warning]] of Object.entries(accepted)) {
      const own = warnings.filter(({ address }) => address === `prefect_deployment.${label}`);
      expect({ label, details: own.map(({ detail }) => detail) }).toEqual({
        label,
        details: warning === undefined ? [] : [expect.stringMatching(warning)],
      });
      expect({ label, status: await post(label, variables) }).toEqual({ label, status: 201 });
    }
  });

  it("wait for a pool of the same apply, which says so, and are checked before anything is written", async () => {
    const name = uniqueName("pool");
    const withPool = (variables: JsonObject, size: readonly string[]) => {
      const properties = { ...template.variables.properties, size: { enum: size } };
      const own = { ...template, variables: { ...template.variables, properties } };
      return workspace.write(
        resourceBlock("prefect_work_pool", "own", {
          name: quote(name),
          type: quote("process"),
          base_job_template: jsonString(own),
        }) +
          deployment("late", {
            work_pool_name: "prefect_work_pool.own.name",
            job_variables: jsonString(variables),
          }),
      );
    };
    await withPool({ command: "x", size: "medium" }, ["small"]);
    const waiting = expect.objectContaining({
      address: "prefect_deployment.late",
      summary: "The job variables are checked when applying",
    });
    expect((await workspace.plan()).warnings).toEqual([waiting]);
    expect(await workspace.applyErrors()).toEqual([
      expect.objectContaining({
        address: "prefect_deployment.late",
        code: expect.stringContaining("job_variables"),
        detail: expect.stringContaining('"size"'),
      }),
    ]);
    expect(await deploymentsOf(api, flow)).not.toHaveProperty("late");

    await withPool({ command: "x", size: "medium" }, ["medium"]);
    expect((await workspace.plan()).warnings).toEqual([waiting]);
    await workspace.apply();
    expect((await deploymentsOf(api, flow)).late).toMatchObject({
      job_variables: { command: "x", size: "medium" },
    });

    // The pool is there now, and stays as it is.
    await withPool({ command: "x", size: "large" }, ["medium"]);
    expect(await workspace.planErrors()).toHaveLength(1);
    await withPool({ command: "x" }, ["medium"]);
    await workspace.apply();
  });

  it("are checked in a change: their own, and of the pool", async () => {
    const named = (variables: JsonObject, name = pool) =>
      workspace.write(
        deployment("changing", { work_pool_name: quote(name), job_variables: jsonString(variables) }),
      );
    await named({ command: "x" });
    await workspace.apply();
    await named({ command: "x", size: 5 });
    expect(await workspace.planErrors()).toHaveLength(1);
    // With a pool, the server takes no null for a variable with a default.
    await named({ command: "x", stream_output: null }, otherPool);
    expect(await workspace.planErrors()).toHaveLength(1);
    const made = (await deploymentsOf(api, flow)).changing;
    const body = { work_pool_name: otherPool, job_variables: { stream_output: null } };
    expect((await api.call("PATCH", `/deployments/${made?.id}`, body)).status).toBe(409);
    await named({ command: "x", stream_output: null });
    await workspace.apply();

    await named({ command: "y" }, uniqueName("nowhere"));
    expect((await workspace.plan()).warnings).toEqual([
      expect.objectContaining({ summary: expect.stringContaining("There is no work pool") }),
    ]);
    expect(await workspace.applyErrors()).toEqual([
      expect.objectContaining({ code: expect.stringContaining("work_pool_name") }),
    ]);
  });
});
