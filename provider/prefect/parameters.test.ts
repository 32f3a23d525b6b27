import { describe, expect, it } from "vitest";
import { parameterSchemaJson, parametersJson } from "./parameters";

describe("parameters", () => {
  const variable = '{"env":{"__prefect_kind":"workspace_variable","variable_name":"env"}}';

  it("are the same by content, numbers exactly", () => {
    expect(parametersJson.same('{"a":1.0,"b":[null]}', '{ "b": [null], "a": 1 }')).toBe(true);
    expect(parametersJson.same('{"a":9007199254740993}', '{"a":9007199254740992}')).toBe(false);
  });

  it("are answered by what the server computes of them, and by nothing else", () => {
    expect(parametersJson.answers?.(variable, '{"env":"prod"}')).toBe(true);
    expect(parametersJson.answers?.(variable, variable)).toBe(true);
    expect(parametersJson.answers?.(variable, '{"env":"prod","more":1}')).toBe(false);
    expect(parametersJson.answers?.(variable, "{}")).toBe(false);
    expect(parametersJson.answers?.('{"env":"prod"}', variable)).toBe(false);
    expect(parametersJson.answers?.(`{"list":[1,${variable}]}`, '{"list":[1,{"env":2}]}')).toBe(true);
    const other = variable.replace('"env"}}', '"other"}}');
    expect(parametersJson.answers?.(variable, other)).toBe(false);
  });

  it("are a change in code, from a value to what the server computes it from", () => {
    expect(parametersJson.same(variable, '{"env":"prod"}')).toBe(false);
  });
});

describe("an empty parameter schema", () => {
  it("is the same with and without the keys that the server puts in", () => {
    expect(parameterSchemaJson.same("{}", '{"type":"object","properties":{}}')).toBe(true);
    expect(parameterSchemaJson.same('{"properties":{},"type":"object"}', "{}")).toBe(true);
    expect(parameterSchemaJson.same("{}", '{"type":"object","properties":{"a":{}}}')).toBe(false);
  });
});
