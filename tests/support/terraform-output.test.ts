import { expect, it } from "vitest";
import { diagnosticsIn, parsePlan } from "./terraform-output";

it("finds diagnostics among other lines, and not the one about development overrides", () => {
  const output = [
    "Initializing...",
    '{"@level":"info","type":"version"}',
    '{"type":"diagnostic","diagnostic":{"severity":"warning","summary":"Provider development overrides are in effect"}}',
    '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"Bad","detail":"cron","address":"prefect_flow.a","snippet":{"code":"cron = 1"}}}',
  ].join("\n");
  expect(diagnosticsIn(output)).toEqual([
    { severity: "error", summary: "Bad", detail: "cron", address: "prefect_flow.a", code: "cron = 1" },
  ]);
});

it("names the attributes that change, and those known only after apply", () => {
  const change = (name: string, actions: string[], more: object) => ({
    address: `prefect_flow.${name}`,
    mode: "managed",
    type: "prefect_flow",
    name,
    change: { actions, ...more },
  });
  const plan = parsePlan(
    JSON.stringify({
      resource_changes: [
        change("same", ["no-op"], { before: { name: "a" }, after: { name: "a" }, after_unknown: {} }),
        change("a", ["update"], {
          before: { id: "1", name: "a", tags: ["x"], nested: { b: 1 }, updated: "then" },
          after: { id: "1", name: "b", tags: ["x"], nested: {} },
          after_unknown: { nested: { b: true }, tags: [false], updated: true },
        }),
      ],
    }),
    [],
  );
  expect(plan.all).toHaveLength(2);
  expect(plan.changes).toMatchObject([
    {
      address: "prefect_flow.a",
      actions: ["update"],
      changed: ["name", "nested", "updated"],
      unknown: ["nested", "updated"],
    },
  ]);
});
