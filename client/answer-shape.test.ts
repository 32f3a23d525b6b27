import { expect, it } from "vitest";
import { hasShape } from "./answer-shape";

const flow = { id: "1", name: "etl" };

it.each([
  ["POST", "/flows/", flow, true],
  ["POST", "/flows/", { ...flow, tags: null, further: 1 }, true],
  ["POST", "/flows/", {}, false],
  ["POST", "/flows/", { id: "1" }, false],
  ["POST", "/flows/", { id: 1, name: "etl" }, false],
  ["POST", "/flows/", { ...flow, some_id: null, another_id: "2" }, true],
  ["POST", "/flows/", { ...flow, some_id: {} }, false],
  ["POST", "/flows/", null, false],
  ["POST", "/flows/", [flow], false],
  ["POST", "/flows/filter", [flow, flow], true],
  ["POST", "/flows/filter", [], true],
  ["POST", "/flows/filter", [flow, {}], false],
  ["POST", "/flows/filter", [null], false],
  ["POST", "/flows/filter", flow, false],
  ["GET", "/work_pools/a%2Fb", { id: "1", name: "a/b", type: "process" }, true],
  ["GET", "/work_pools/a%2Fb", { id: "1", name: "a/b" }, false],
  ["POST", "/flows/count", 3, true],
  ["POST", "/flow_runs/count", { a: 1 }, false],
  ["POST", "/flow_runs/count", null, false],
  ["POST", "/ui/task_runs/count", { completed: 1 }, true],
  ["GET", "/nowhere", "anything", true],
])("%s %s may answer %j: %s", (method, path, answer, expected) => {
  expect(hasShape(method, path, answer)).toBe(expected);
});
