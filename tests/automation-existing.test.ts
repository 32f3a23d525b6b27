import { expect, it } from "vitest";
import { importBlock, quote, resourceBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { prefectApi } from "./support/prefect-api";
import { can, fieldsIf, prefectVersion } from "./support/server-version";
import { sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

const type = "prefect_automation";
const event = { type: "event", posture: "Reactive", expect: ["test.never"], within: 0, threshold: 1 };
const trigger = { type: "compound", require: "all", within: 9, triggers: [event, event] };

it("an automation with an owner is imported, keeps it, and is replaced only for another one; all are listed", async () => {
  const server = await sharedServer();
  const api = prefectApi(server.apiUrl);
  const prefix = uniqueName("owned");
  const owner = `prefect.deployment.${prefix}`;
  const tagsOf = (...tags: string[]) => fieldsIf(can.tagAutomations, { tags });
  const make = async (label: string, fields: object) =>
    (
      await api.call("POST", "/automations/", {
        name: `${prefix}-${label}`,
        trigger: event,
        actions: [],
        ...tagsOf(prefix),
        ...fields,
      })
    ).object();
  const made = await make("a", { owner_resource: owner, description: "d" });
  const second = await make("b", { enabled: false, ...tagsOf(prefix, "x"), trigger });
  const terraform = await temporaryWorkspace({ server });
  const automation = (fields: Record<string, string>) =>
    resourceBlock(type, "a", {
      name: quote(`${prefix}-a`),
      ...fieldsIf(can.tagAutomations, { tags: `[${quote(prefix)}]` }),
      description: '"d"',
      trigger: '{ event = { posture = "Reactive", expect = ["test.never"] } }',
      ...fields,
    });
  const owned = { owner_resource: quote(owner) };
  const find = importBlock(`${type}.a`, String(made.id));

  await terraform.write(automation({ owner_resource: '"prefect.deployment.other"' }) + find);
  expect((await terraform.planErrors()).map((error) => error.summary)).toEqual([
    "The automation does not belong to that resource",
  ]);
  await terraform.write(automation(owned) + find);
  expect(summary(await terraform.plan())).toEqual({});
  await terraform.applyPlanned();
  expect(summary(await terraform.plan())).toEqual({});
  await terraform.write(automation({ ...owned, description: '"e"' }));
  expect(summary(await terraform.plan())).toEqual({ [`${type}.a`]: "update: description updated?" });
  await terraform.applyPlanned();
  expect(summary(await terraform.plan())).toEqual({});
  // No server tells the owner: the state keeps what stands for it.
  expect(await terraform.stateOf(`${type}.a`)).toMatchObject({ id: made.id, owner_resource: "" });
  const related = await api.call("GET", `/automations/related-to/${owner}`);
  expect(related.list()).toEqual([expect.objectContaining({ id: made.id, description: "e" })]);
  await terraform.write(automation({}));
  expect(summary(await terraform.plan())).toEqual({ [`${type}.a`]: "delete,create for owner_resource" });

  const tagsFilter = `tags = [${quote(prefix)}]`;
  const filter = can.tagAutomations ? tagsFilter : `name = ${quote(`${prefix}-b`)}`;
  await terraform.write(
    `${automation(owned)}
data "prefect_automations" "all" {
  ${filter}
  depends_on = [${type}.a]
}
data "prefect_automations" "idle" {
  ${filter}
  enabled = false
}
data "prefect_automations" "named" {
  name = ${quote(`${prefix}-b`)}
}
`,
  );
  await terraform.apply();
  const state = await terraform.state();
  const list = (label: string) => state[`data.${type}s.${label}`]?.automations;
  const { id, triggers } = Object(second.trigger);
  const isSecond = expect.objectContaining({
    id: second.id,
    enabled: false,
    ...tagsOf(...["x", prefix].sort()),
    trigger_json: expect.stringContaining('"within":9'),
    trigger_ids: {
      trigger: id,
      "trigger.triggers[0]": triggers[0].id,
      "trigger.triggers[1]": triggers[1].id,
    },
  });
  const first = can.tagAutomations ? [expect.objectContaining({ id: made.id })] : [];
  expect(list("all")).toEqual([...first, isSecond]);
  expect(list("idle")).toEqual([isSecond]);
  expect(list("named")).toEqual([isSecond]);
  await terraform.destroy();
  if (!can.tagAutomations) {
    await terraform.write(`data "prefect_automations" "tagged" {\n  ${tagsFilter}\n}\n`);
    const [refusal] = await terraform.planErrors();
    expect(refusal?.detail).toContain(`needs a newer Prefect than ${prefectVersion}`);
    expect(refusal?.detail).toContain("automations.tags");
  }
});
