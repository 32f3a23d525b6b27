import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jsonString, quote, resourceBlock } from "./support/hcl";
import { type JsonObject, type PrefectApi, prefectApi } from "./support/prefect-api";
import { type Made, makeDeployment, makeFlow } from "./support/prefect-objects";
import { can } from "./support/server-version";
import { sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";

const loop = (inside = "") => `{% for a in b %}${inside}{% endfor %}`;

const templates = [
  ...[
    "",
    "text",
    "{ {",
    "}}",
    "%}",
    "{",
    "{{",
    "{%",
    "{#",
    "{# #}",
    "{# {{ #}",
    "{{ }}",
    "{{}}",
    "{{ a",
    "{{ a }",
  ],
  ...[
    "{{ a }}",
    "{{ a.b['c'][0] }}",
    "{{ a | nosuchfilter }}",
    "{{ a is nosuchtest }}",
    "{{ a b }}",
    "{{ a || b }}",
  ],
  ...["{{ if }}", "{{ 'a }}", "{{ a ~ b if c else d }}", "{{ 1 if }}", "{{ not a and b or c }}", "{{ $a }}"],
  ...[
    "{% if a %}{% endif %}",
    "{% if a %}",
    "{% endif %}",
    "{% nosuch %}",
    "{% raw %}{{{% endraw %}",
    "{% raw %}",
  ],
  ...["{%- if a -%} x {%- endif -%}", "{% set a = 1 %}", "{% set %}", "{% extends 'x' %}", "{% do a %}"],
  ...[loop().repeat(10), loop().repeat(11), loop(loop()), loop(loop(loop())), "{% for %}{% endfor %}"],
  ...[
    "{{ [a for a in b] }}",
    "{{ {'a': 1} }}",
    "{{ {a} }}",
    "{{ é }}",
    "{{ '\u{1f600}' }}",
    "{{ a\n}}",
    "{{\u00a0a }}",
  ],
];

const jinja = (template: unknown) => ({ __prefect_kind: "jinja", template });
const json = (value: unknown) => ({ __prefect_kind: "json", value });

/** Values of a parameter, beside which another one is sound. */
const values = [
  ...["{{ a }}", " {{ a }} ", "{{ a", "a }}", "{{ a | }}", "{{ a }} {{ b", "{% if %}", "{# {{"],
  ...[jinja("{{ a }}"), jinja("{{ a"), jinja("text"), jinja(json('"{{ a"')), jinja(jinja("{{ a"))],
  ...[
    json("1"),
    json("{"),
    json(""),
    json("NaN"),
    json(5),
    json(["{"]),
    json(jinja("{{ a")),
    json(json("{")),
  ],
  ...[{ __prefect_kind: "jinja" }, { __prefect_kind: "json" }, { __prefect_kind: "workspace_variable" }],
  ...[
    { __prefect_kind: null },
    { __prefect_kind: "none" },
    { __prefect_kind: "none", value: json("{") },
    { __prefect_kind: null, value: json("{") },
    { __prefect_kind: "x", value: "{{ a" },
  ],
  ...[
    { a: "{{ a" },
    { a: { b: json("{") } },
    { a: { __prefect_kind: "x", value: json("{") } },
    json({ a: json("{") }),
  ],
  ...[
    ["{{ a"],
    [json("{")],
    [{ a: "{{ a" }],
    { a: [jinja("{{")] },
    [["{{ a"]],
    { __prefect_kind: "json", other: 1 },
  ],
];

const trigger = { type: "event", posture: "Reactive", expect: ["test.never"] };

describe("templates, as the server itself takes them", () => {
  let api: PrefectApi;
  let flow: Made;
  let deployment: Made;
  let workspace: Workspace;
  const prefix = uniqueName("template");

  beforeAll(async () => {
    const server = await sharedServer();
    api = prefectApi(server.apiUrl);
    flow = await makeFlow(api);
    deployment = await makeDeployment(api, flow, { enforce_parameter_schema: false });
    workspace = await Workspace.create({ server });
  });

  afterAll(async () => {
    const made = await api.call("POST", "/automations/filter", { automations: { name: { any_: [prefix] } } });
    for (const { id } of made.list()) await api.call("DELETE", `/automations/${id}`);
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
  });

  /** Which of them a plan with a resource for each refuses. */
  async function refused<T>(all: readonly T[], block: (one: T, label: string) => string): Promise<T[]> {
    await workspace.write(all.map((one, index) => block(one, `n${index}`)).join(""));
    const addresses = new Set((await workspace.planErrors()).map(({ address }) => address?.split(".")[1]));
    return all.filter((_, index) => addresses.has(`n${index}`));
  }

  const automation = (label: string, action: string) =>
    resourceBlock("prefect_automation", label, {
      name: quote(`${prefix}-${label}`),
      trigger: '{ event = { posture = "Reactive", expect = ["test.never"] } }',
      actions: `[{ ${action} }]`,
    });

  async function refusedOnServer<T>(
    all: readonly T[],
    send: (one: T) => Promise<{ status: number }>,
  ): Promise<T[]> {
    const found: T[] = [];
    for (const one of all) if ((await send(one)).status >= 400) found.push(one);
    return found;
  }

  const post = (action: JsonObject) =>
    api.call("POST", "/automations/", { name: prefix, trigger, actions: [action] });

  it("in the texts of actions", async () => {
    const block = quote(crypto.randomUUID());
    const ours = await refused(templates, (one, label) =>
      automation(label, `type = "send-notification", block_document_id = ${block}, body = ${quote(one)}`),
    );
    const theirs = await refusedOnServer(templates, (one) =>
      post({ type: "send-notification", block_document_id: crypto.randomUUID(), body: one }),
    );
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(10);
  });

  it.skipIf(!can.refuseAsPinned)("in the parameters of runs", async () => {
    const parameters = (a: unknown) => ({ a, b: "sound" });
    const ours = await refused(values, (one, label) =>
      automation(
        label,
        `type = "run-deployment", deployment_id = ${quote(deployment.id)}, parameters = ${jsonString(parameters(one))}`,
      ),
    );
    const theirs = await refusedOnServer(values, (one) =>
      post({
        type: "run-deployment",
        source: "selected",
        deployment_id: deployment.id,
        parameters: parameters(one),
      }),
    );
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(5);
  });

  it.skipIf(!can.refuseAsPinned)(
    "in a deployment's parameters, which are computed after its creation",
    async () => {
      // What is computed can be told only where it is an object, and is needed as a number.
      const computed = values.filter((one) => typeof one === "object" && "__prefect_kind" in one);
      const schema = { type: "object", properties: { a: { type: "integer" } } };
      const ours = await refused(computed, (one, label) =>
        resourceBlock("prefect_deployment", label, {
          name: quote(`${prefix}-${label}`),
          flow_id: quote(flow.id),
          parameters: jsonString({ a: one }),
          parameter_openapi_schema: jsonString(schema),
        }),
      );
      const theirs = await refusedOnServer(computed, (one) =>
        api.call("PATCH", `/deployments/${deployment.id}`, {
          parameters: { a: one },
          enforce_parameter_schema: false,
        }),
      );
      expect(ours).toEqual(theirs);
      expect(ours.length).toBeGreaterThan(5);
    },
  );
});
