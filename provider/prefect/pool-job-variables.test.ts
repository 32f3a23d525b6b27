import { expect, test } from "vitest";
import { declaredVariables, defaultsOf, withDefaults } from "./pool-job-variables";

const standard = {
  job_configuration: { image: "{{ image }}" },
  variables: {
    type: "object",
    required: ["image"],
    properties: { image: { type: "string", default: "standard" }, cpu: { type: "number" } },
  },
};

test("defaults are put in and taken out again, and the rest stays", () => {
  const changed = withDefaults(standard, { image: "mine", cpu: null }, [], standard);
  expect(defaultsOf(changed, ["image", "cpu", "nope"])).toEqual({ image: "mine", cpu: null });
  expect(changed).toEqual({
    ...standard,
    variables: {
      ...standard.variables,
      properties: { image: { type: "string", default: "mine" }, cpu: { type: "number", default: null } },
    },
  });
  expect(withDefaults(changed, {}, ["image", "cpu"], standard)).toEqual(standard);
  expect(withDefaults(changed, { cpu: 2 }, ["image"], {})).toEqual({
    ...standard,
    variables: {
      ...standard.variables,
      properties: { image: { type: "string" }, cpu: { type: "number", default: 2 } },
    },
  });
});

test("templates of any shape are taken as they are", () => {
  for (const strange of [{}, { variables: null }, { variables: { properties: [] } }]) {
    expect(declaredVariables(strange)).toEqual({});
    expect(defaultsOf(strange, ["a"])).toEqual({});
  }
  const odd = { variables: { properties: { a: true, __proto__: { default: 1 } } } };
  expect(defaultsOf(withDefaults(odd, { a: 1 }, [], {}), ["a", "toString"])).toEqual({});
});
