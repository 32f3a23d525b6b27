import { expect, it } from "vitest";
import { planIn } from "./plan-shape";

const change = { actions: ["update"], before: null, after: { id: "1" }, after_unknown: {} };
const resource = { address: "prefect_flow.a", mode: "managed", type: "prefect_flow", name: "a", change };

const printed = (more: object): string => JSON.stringify({ format_version: "1.2", ...more });

it("reads plans of Terraform of all versions", () => {
  expect(planIn(printed({}))).toEqual({ format_version: "1.2" });
  expect(planIn(printed({ resource_changes: [resource], planned_values: 1 }))).toMatchObject({
    resource_changes: [resource],
  });
});

it.each([
  ["no JSON", '[command]/usr/bin/terraform show -json plan\n{"format_version":"1.2"}'],
  ["no JSON", ""],
  ["no plan", "[]"],
  ["no plan", JSON.stringify({ format_version: "2.0" })],
  ["no plan", printed({ values: {} })],
  ["no plan", printed({ resource_changes: null })],
  ["no plan", printed({ resource_changes: [{ ...resource, change: {} }] })],
  ["no plan", printed({ resource_drift: [{ ...resource, change: { ...change, before_sensitive: null } }] })],
  ["no plan", printed({ prior_state: { values: { root_module: [] } } })],
  ["no plan", printed({ configuration: { provider_config: { prefect: null } } })],
])("tells %s: %s", (expected, text) => {
  expect(planIn(text)).toBe(expected);
});
