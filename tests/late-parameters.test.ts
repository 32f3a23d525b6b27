import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeFlow } from "./support/prefect-objects";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

const schema = {
  type: "object",
  properties: {
    n: { type: "integer" },
    list: { type: "array", items: { type: "integer" } },
    text: { type: "string" },
  },
};

describe("parameters that a server takes only in a change", () => {
  let api: PrefectApi;
  let flow: Made;
  let variable: string;
  let workspace: Workspace;

  const fromVariable = (name = variable) => ({ __prefect_kind: "workspace_variable", variable_name: name });
  const write = (deployments: Readonly<Record<string, Values>>) =>
    workspace.writeJson({
      resource: {
        prefect_deployment: Object.fromEntries(
          Object.entries(deployments).map(([name, { parameters, ...more }]) => [
            name,
            {
              name,
              flow_id: flow.id,
              parameter_openapi_schema: JSON.stringify(schema),
              parameters: JSON.stringify(parameters),
              ...more,
            },
          ]),
        ),
      },
    });
  const stored = async (name: string) => (await deploymentsOf(api, flow))[name];

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    flow = await makeFlow(api);
    variable = uniqueName("variable");
    (await api.call("POST", "/variables/", { name: variable, value: 5 })).object();
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await api.call("DELETE", `/variables/name/${variable}`);
    await workspace.remove();
  });

  it("are given right after the creation, and then stay as they are", async () => {
    const list = [fromVariable(), 7, { __prefect_kind: "json" }];
    const deployments = {
      typed: { parameters: { n: fromVariable(), list, text: "a" } },
      nothing: { parameters: { n: null, text: "{{ x }}" } },
      limited: {
        parameters: { n: fromVariable() },
        schedules: [{ cron: "@daily", max_scheduled_runs: 3, slug: "a" }],
      },
      lax: { parameters: { n: fromVariable() }, enforce_parameter_schema: false },
    };
    for (const { parameters, ...more } of [deployments.typed, deployments.nothing]) {
      const body = { name: "api", flow_id: flow.id, parameter_openapi_schema: schema, parameters };
      const answer = await api.call("POST", "/deployments/", {
        enforce_parameter_schema: true,
        ...body,
        ...more,
      });
      expect(answer.status).toBe(422);
    }
    await write(deployments);
    await workspace.apply();
    expect(await stored("typed")).toMatchObject({ parameters: { n: 5, list: [5, 7], text: "a" } });
    expect(await stored("nothing")).toMatchObject({ parameters: { n: null, text: "{{ x }}" } });
    expect(await stored("limited")).toMatchObject({
      parameters: { n: 5 },
      enforce_parameter_schema: true,
      schedules: [{ max_scheduled_runs: 3 }],
    });
    expect(await stored("lax")).toMatchObject({ parameters: { n: fromVariable() } });
    expect((await workspace.plan()).changes).toEqual([]);

    await write({ ...deployments, lax: { ...deployments.lax, enforce_parameter_schema: true } });
    await workspace.apply();
    expect(await stored("lax")).toMatchObject({ parameters: { n: 5 }, enforce_parameter_schema: true });
    expect((await workspace.plan()).changes).toEqual([]);
  });

  it("leave the deployment in the state when they fail, to be replaced", async () => {
    await write({ failing: { parameters: { n: fromVariable(uniqueName("nowhere")) } } });
    const [error, ...others] = await workspace.applyErrors();
    expect(others).toEqual([]);
    expect(error).toMatchObject({ address: "prefect_deployment.failing" });
    expect(error?.detail).toContain("not found in workspace");
    await write({ failing: { parameters: { n: fromVariable() } } });
    await workspace.apply();
    expect(await stored("failing")).toMatchObject({ parameters: { n: 5 } });
  });
});
