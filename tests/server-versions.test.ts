import { beforeAll, describe, expect, it } from "vitest";
import { type Expressions, jsonString, quote, resourceBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeDeployment, makeFlow } from "./support/prefect-objects";
import { can, prefectVersion } from "./support/server-version";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

/** What older servers lack, and how the provider does without: the same tests for servers of all versions. */
describe("a server of whatever version", () => {
  let server: SharedServer;
  let api: PrefectApi;
  let flow: Made;
  beforeAll(async () => {
    server = await sharedServer();
    api = prefectApi(server.apiUrl);
    flow = await makeFlow(api);
  });

  const automation = (label: string, name: string, more: string, inTrigger: Expressions = {}) => {
    const event = { posture: quote("Reactive"), expect: '["test.never"]', ...inTrigger };
    const fields = Object.entries(event).map(([field, value]) => `${field} = ${value}`);
    return `resource "prefect_automation" "${label}" {\n  name = ${quote(name)}\n  trigger = { event = { ${fields.join(", ")} } }\n  ${more}\n}\n`;
  };
  const deployment = (name: string, more: Readonly<Record<string, string>>) =>
    resourceBlock("prefect_deployment", name, { name: quote(name), flow_id: quote(flow.id), ...more });

  it("manages automations, and tells of itself", async () => {
    const terraform = await temporaryWorkspace({ server });
    const [one, other] = [uniqueName("one"), uniqueName("other")];
    const code = (description: string) =>
      automation("one", one, `description = ${quote(description)}`) +
      automation("other", other, 'actions = [{ type = "cancel-flow-run" }]') +
      'data "prefect_server" "it" {}\n';
    await terraform.write(code("first"));
    expect(await terraform.apply()).toEqual([]);
    expect(await terraform.stateOf("data.prefect_server.it")).toMatchObject({ version: prefectVersion });
    expect(await terraform.stateOf("prefect_automation.one")).toMatchObject({ tags: [] });
    const quiet = await terraform.plan();
    expect([summary(quiet), quiet.drift]).toEqual([{}, []]);
    await terraform.write(code("second"));
    await terraform.apply();
    const { id } = await terraform.stateOf("prefect_automation.one");
    expect((await api.call("GET", `/automations/${id}`)).object()).toMatchObject({ description: "second" });
    await api.call("DELETE", `/automations/${id}`);
    expect(summary(await terraform.plan())).toEqual({ "prefect_automation.one": "create" });
    await terraform.destroy();
  });

  it("takes what it knows, and says so of what it does not", async () => {
    const cases = {
      "prefect_automation.tags": {
        able: can.tagAutomations,
        code: automation("tags", uniqueName("tags"), 'tags = ["a"]'),
        said: `tags: needs a newer Prefect than ${prefectVersion}`,
      },
      "prefect_automation.deletes": {
        able: can.deleteFlowRunsByAutomation,
        code: automation("deletes", uniqueName("deletes"), 'actions = [{ type = "delete-flow-run" }]'),
        said: `The server runs Prefect ${prefectVersion}; what came later`,
      },
      "prefect_automation.later": {
        able: can.postponeRunsByAutomation,
        code: automation(
          "later",
          uniqueName("later"),
          'actions = [{ type = "run-deployment", source = "inferred", schedule_after = 60 }]',
        ),
        said: `The server runs Prefect ${prefectVersion}; what came later`,
      },
      "prefect_automation.related": {
        able: can.matchAnyRelated,
        code: automation("related", uniqueName("related"), "", {
          match_related: jsonString([{ a: ["b"] }, { c: ["d"] }]),
        }),
        said: `The server runs Prefect ${prefectVersion}; what came later`,
      },
      "prefect_deployment.graceful": {
        able: can.keepGracePeriods,
        code: deployment("graceful", {
          concurrency_limit: "1",
          concurrency_options: '{ collision_strategy = "ENQUEUE", grace_period_seconds = 90 }',
        }),
        said: `The server runs Prefect ${prefectVersion}; what came later`,
      },
      "prefect_deployment.emptied": {
        able: can.emptyJobVariables,
        code: deployment("emptied", {}),
        said: `The server runs Prefect ${prefectVersion}; what came later`,
      },
    };
    const terraform = await temporaryWorkspace({ server });
    await terraform.write(deployment("emptied", { job_variables: quote('{"a":1}') }));
    await terraform.apply();
    await terraform.write(
      Object.values(cases)
        .map(({ code }) => code)
        .join(""),
    );
    const unable = Object.entries(cases).filter(([, { able }]) => !able);
    if (unable.length === 0) {
      expect(await terraform.apply()).toEqual([]);
      return;
    }
    const errors = (await terraform.applyErrors()).filter(({ severity }) => severity === "error");
    expect([...new Set(errors.map(({ address }) => address))].sort()).toEqual(
      unable.map(([address]) => address).sort(),
    );
    for (const [address, { said }] of unable) {
      expect(errors.find((error) => error.address === address)?.detail).toContain(said);
    }
  });

  it("lets a deployment without any parameter schema be updated", async () => {
    const { id } = await makeDeployment(api, flow, { parameters: { a: 1 } }, "bare");
    await api.call("PATCH", `/deployments/${id}`, { parameter_openapi_schema: null });
    const terraform = await temporaryWorkspace({ server });
    await terraform.write(
      `import {\n  to = prefect_deployment.bare\n  id = "${id}"\n}\n${deployment("bare", { tags: '["a"]', parameters: quote('{"a":1}') })}`,
    );
    await terraform.apply();
    expect((await deploymentsOf(api, flow)).bare).toMatchObject({
      tags: ["a"],
      parameters: { a: 1 },
      enforce_parameter_schema: true,
    });
    expect(summary(await terraform.plan())).toEqual({});
  });
});
