import { describe, expect, it } from "vitest";
import { runJobVariables } from "./job-variables";
import type { RunMisfits } from "./run-misfits";
import {
  firedParameters,
  requestedParameters,
  scheduledParameters,
  strangeParameters,
} from "./run-parameters";

const schema = {
  type: "object",
  properties: {
    day: { type: "string" },
    size: { type: "integer", default: 1 },
    tables: { type: "array", items: { type: "integer" } },
  },
  required: ["day"],
};
const fields = ({ own, deployed }: RunMisfits) => ({
  own: own.map(({ field }) => field),
  deployed: deployed.map(({ field }) => field),
});

describe("firedParameters", () => {
  it.each([
    [{ size: "secret-value" }, { day: "x" }, { own: ["size"], deployed: [] }],
    [{ size: "5" }, { day: "x" }, { own: ["size"], deployed: [] }],
    [{ tables: [1, "a"] }, { day: "x" }, { own: ["tables[1]"], deployed: [] }],
    [{ size: 2 }, {}, { own: [], deployed: ["day"] }],
    [{ size: 2 }, { day: 5 }, { own: [], deployed: ["day"] }],
    [{ day: "x" }, { size: 5 }, { own: [], deployed: [] }],
    [{ day: "x", size: "{{ event.id }}", tables: ["{% if x %}1{% endif %}"] }, {}, { own: [], deployed: [] }],
    [{ day: { __prefect_kind: "workspace_variable", variable_name: "x" } }, {}, { own: [], deployed: [] }],
    [{ day: "x", stranger: 5 }, {}, { own: [], deployed: [] }],
  ])("%j over %j", (own, deployed, expected) => {
    const misfits = firedParameters(own, deployed, schema);
    expect(fields(misfits)).toEqual(expected);
    expect(JSON.stringify(misfits)).not.toContain("secret-value");
  });
});

describe("requestedParameters", () => {
  it.each([
    [{ day: "x", size: "secret-value" }, {}, { own: ["size"], deployed: [] }],
    [{ size: 2 }, {}, { own: [], deployed: ["day"] }],
    [{ size: 2 }, { day: 5 }, { own: [], deployed: ["day"] }],
    [{ day: "{{ event.id }}", size: "{{ event.id }}" }, {}, { own: ["size"], deployed: [] }],
    [{ size: { __prefect_kind: "jinja", template: "{{ 1 }}" } }, { day: "x" }, { own: [], deployed: [] }],
    [{ day: "x", stranger: 5 }, {}, { own: [], deployed: [] }],
  ])("%j over %j", (own, deployed, expected) => {
    const misfits = requestedParameters(own, deployed, schema);
    expect(fields(misfits)).toEqual(expected);
    expect(JSON.stringify(misfits)).not.toContain("secret-value");
  });
});

describe("scheduledParameters", () => {
  it.each([
    [{ size: "many" }, { day: "x" }, { own: ["size"], deployed: [] }],
    [{ size: "5" }, { day: "x" }, { own: [], deployed: [] }],
    [{ size: "{{ x }}" }, { day: "x" }, { own: ["size"], deployed: [] }],
    [{}, {}, { own: [], deployed: ["day"] }],
    [{ day: "x" }, {}, { own: [], deployed: [] }],
  ])("%j over %j", (own, deployed, expected) => {
    expect(fields(scheduledParameters(own, deployed, schema))).toEqual(expected);
  });
});

it("scheduledParameters knows which ones a flow collects", () => {
  const collecting = { properties: { args: {}, kwargs: {} }, required: ["args", "kwargs"] };
  expect(fields(scheduledParameters({}, {}, collecting))).toEqual({ own: [], deployed: [] });
});

it("strangeParameters names what the flow has not, if the schema tells", () => {
  expect(strangeParameters({ day: 1, dya: 1, toString: 1 }, schema)).toEqual(["dya", "toString"]);
  expect(strangeParameters({ dya: 1 }, {})).toEqual([]);
  expect(strangeParameters({ dya: 1 }, { properties: {} })).toEqual([]);
});

it("runJobVariables counts what the deployment gives", () => {
  const properties = { command: { type: "string" }, size: { type: "integer" } };
  const template = { variables: { type: "object", properties, required: ["command"] } };
  expect(fields(runJobVariables({ size: "x" }, {}, template))).toEqual({
    own: ["size"],
    deployed: ["command"],
  });
  expect(fields(runJobVariables({ size: 1 }, { command: "x" }, template))).toEqual({ own: [], deployed: [] });
});
