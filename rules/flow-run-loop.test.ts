import { expect, it } from "vitest";
import { flowRunLoop } from "./flow-run-loop";

const event = (more: object) => ({ posture: "Reactive", expect: ["prefect.flow-run.Running"], ...more });
const anyRun = { "prefect.resource.id": "prefect.flow-run.*" };
const oneDeployment = { "prefect.resource.id": "prefect.deployment.x" };

it.each<[string, object]>([
  ["without labels", {}],
  ["with the labels of any run", { match: anyRun, match_related: anyRun }],
  ["with any run among several", { match: { "prefect.resource.id": ["x", "prefect.flow-run.*"] } }],
  ["with one related list that wants nothing", { match_related: [oneDeployment, {}] }],
  ["for any state", { expect: ["a", "prefect.flow-run.*"] }],
])("every run fires a trigger %s", (_, more) => {
  expect(flowRunLoop(event(more))).toBe("every");
});

it.each<[string, object]>([
  ["one deployment", { match_related: oneDeployment }],
  ["one deployment among all that is related", { match_related: [oneDeployment] }],
  ["runs with another label", { match: { ...anyRun, a: "b" } }],
])("a trigger narrowed down to %s loops where the deployment is inferred", (_, more) => {
  expect(flowRunLoop(event(more))).toBe("inferred");
});

it.each<[string, object]>([
  ["that waits for silence", { posture: "Proactive" }],
  ["on a state that no run need reach", { expect: ["prefect.flow-run.Completed"] }],
  ["on other events", { expect: ["a"] }],
  ["on all events", { expect: [] }],
])("a trigger %s is taken", (_, more) => {
  expect(flowRunLoop(event(more))).toBeUndefined();
});
