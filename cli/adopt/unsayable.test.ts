import { expect, it } from "vitest";
import type { Automation } from "../../client";
import { unsayable } from "./unsayable";

const automation = (trigger: unknown, ...actions: readonly object[]): Automation =>
  JSON.parse(JSON.stringify({ id: "a", name: "a", trigger, actions }));

const event = { type: "event", posture: "Reactive", expect: ["a"], threshold: 1, within: 0, id: "b" };

it("says nothing against what the provider knows", () => {
  expect(unsayable(automation(event, { type: "do-nothing" }))).toBeUndefined();
  const compound = {
    type: "compound",
    require: 1,
    within: null,
    triggers: [event, { type: "sequence", triggers: [event] }],
  };
  expect(
    unsayable(automation(compound, { type: "run-deployment", deployment_id: "c", later: null })),
  ).toBeUndefined();
});

it("names what a newer server has", () => {
  expect(unsayable(automation(event, { type: "open-window" }))).toContain('its action "open-window"');
  expect(unsayable(automation(event, { type: "do-nothing", loudly: true }))).toContain('a field "loudly"');
  expect(unsayable(automation({ type: "moon" }))).toContain('its trigger "moon"');
  expect(unsayable(automation({ type: "sequence", triggers: [{ ...event, posture: "Lying" }] }))).toContain(
    '"Lying"',
  );
  expect(unsayable(automation({ ...event, colour: "red" }))).toContain('a field "colour"');
});

it("names what synth refuses", () => {
  expect(unsayable(automation({ ...event, threshold: -1 }))).toContain("waits for -1 events");
  expect(unsayable(automation({ type: "compound", require: "all", triggers: [] }))).toContain(
    "compound trigger holds no triggers",
  );
});
