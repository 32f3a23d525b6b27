import { App, Fn, TerraformCount, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { expect, test } from "vitest";
import {
  Automation,
  Deployment,
  DeploymentSchedule,
  Flow,
  PrefectProvider,
  Schedule,
  Trigger,
  Variable,
  WorkPool,
  WorkQueue,
} from ".";
import { shown } from "./shown";

/** What a JavaScript program may hand over, in which no compiler looks at types. */

const stack = new TerraformStack(new App(), "stack");
new PrefectProvider(stack, "prefect", { fromRegistry: true });
const flow = new Flow(stack, "flow", { name: "flow" });
const deployment = new Deployment(stack, "d", { name: "d", flow });

/** Deeper than anything is printed. */
const circle: { self?: unknown } = {};
circle.self = circle;

const refused: [string, new (...args: never[]) => unknown, unknown, string][] = [
  ["no properties", Flow, undefined, "the properties undefined: an object of them is needed"],
  ["no properties to take apart", WorkQueue, null, "the properties null: an object of them is needed"],
  ["a list as name", Flow, { name: ["f"] }, "name: a list was given; a text is needed."],
  ["a function as name", WorkPool, { name: () => "p" }, "name: a function was given; a text is needed."],
  [
    "a number as entrypoint",
    Deployment,
    { name: "d", flow, entrypoint: 5 },
    "entrypoint: 5 was given; a text is needed.",
  ],
  ["no number", Flow, { name: "f", accountId: Number.NaN }, "accountId: NaN was given; a text is needed."],
  [
    "a bigint",
    Deployment,
    { name: "d", flow, concurrencyLimit: 5n },
    "concurrencyLimit: 5n was given; a number is needed.",
  ],
  [
    "a word as number",
    WorkQueue,
    { name: "q", workPool: "p", priority: "high" },
    'priority: "high" was given; a number is needed.',
  ],
  [
    "a word as flag",
    WorkPool,
    { name: "p", paused: "yes" },
    'paused: "yes" was given; true or false is needed.',
  ],
  [
    "a Map of labels",
    Flow,
    { name: "f", labels: new Map([["a", "b"]]) },
    "labels {}: an object of texts is needed",
  ],
  [
    "a list in tags",
    Flow,
    { name: "f", tags: ["a", ["b"]] },
    "tags: a list is in the list; a list of texts is needed.",
  ],
  [
    "a list in itself",
    Deployment,
    { name: "d", flow: circle },
    "flow an object: a Flow or a flow's id is needed",
  ],
  ["null as flow", Deployment, { name: "d", flow: null }, "flow null: a Flow or a flow's id is needed"],
  [
    "a construct as tags",
    Deployment,
    { name: "d", flow, tags: flow },
    "tags the construct stack/flow: a list is needed",
  ],
  [
    "a cron as schedule",
    DeploymentSchedule,
    { deployment, schedule: "0 7 * * *" },
    'schedule "0 7 * * *": a Schedule, such as Schedule.cron(…), is needed',
  ],
  [
    "a number as cron",
    DeploymentSchedule,
    { deployment, schedule: Reflect.apply(Schedule.cron, Schedule, [7]) },
    "schedule.cron: 7 was given; a text is needed.",
  ],
  [
    "a text as labels of events",
    Automation,
    { name: "a", trigger: Reflect.apply(Trigger.event, Trigger, [{ match: "flow" }]) },
    'trigger.match "flow": an object of labels is needed',
  ],
];

test.each(refused)("%s", (_, construct, props, message) => {
  expect(() => Reflect.construct(construct, [stack, `x${_}`, props])).toThrow(message);
  expect(() => Reflect.construct(construct, [stack, `y${_}`, props])).toThrow(`stack/y${_}: `);
});

test("what Terraform reads as the type passes", () => {
  const limit = new TerraformVariable(stack, "limit", { type: "number" });
  for (const [index, concurrencyLimit] of ["5", limit.value, limit.numberValue].entries()) {
    Reflect.construct(Deployment, [stack, `n${index}`, { name: "n", flow, concurrencyLimit }]);
  }
  Reflect.construct(Variable, [stack, "v", { name: "v", value: true, tags: [1, limit.stringValue] }]);
});

test("what Terraform's functions give passes, though the framework calls lists and maps texts", () => {
  const own = new TerraformStack(new App(), "own");
  new PrefectProvider(own, "prefect", { fromRegistry: true });
  const names = new TerraformVariable(own, "names", { type: "list(string)" });
  const count = TerraformCount.of(new TerraformVariable(own, "count", { type: "number" }).numberValue);
  new Flow(own, "functions", {
    count,
    name: `flow_${count.index}`,
    tags: Fn.concat([names.listValue, ["x"]]),
    labels: Fn.merge([{ a: "b" }]),
  });
  new Variable(own, "indexed", { count, name: `v_${count.index}`, value: count.index });
  expect(JSON.parse(Testing.synth(own))).toMatchObject({
    resource: {
      prefect_flow: {
        functions: {
          name: '${"flow_${count.index}"}',
          tags: '${concat(var.names, ["x"])}',
          labels: '${merge({"a" = "b"})}',
        },
      },
    },
  });
});

test("shown is short, and tells tokens and constructs from texts", () => {
  const text = new TerraformVariable(stack, "text", { type: "string" });
  expect(shown(text.stringValue)).toBe("(known only at apply)");
  expect(shown(stack)).toBe("the construct stack");
  expect(shown({ a: 1n })).toBe("an object");
  expect(shown(new Date(0))).toBe('"1970-01-01T00:00:00.000Z"');
  expect(shown("x".repeat(1000))).toHaveLength(201);
});
