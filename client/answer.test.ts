import { describe, expect, it } from "vitest";
import { parseAnswer } from "./answer";
import { stringifyJson } from "./json";

describe("parseAnswer", () => {
  it("reads what the API calls a number as a plain number, however it is written", () => {
    const text = '[{"schedules":[{"schedule":{"interval":3600.0}}],"concurrency_limit":1.0}]';
    expect(parseAnswer(text, "POST", "/deployments/filter")).toEqual([
      { schedules: [{ schedule: { interval: 3600 } }], concurrency_limit: 1 },
    ]);
  });

  it("keeps numbers in free-form properties as they are written, also under names that are typed elsewhere", () => {
    const text = '{"parameters":{"interval":3600.0,"n":9007199254740993},"labels":{"a":1.0},"value":2.0}';
    expect(stringifyJson(parseAnswer(text, "GET", "/deployments/x"))).toBe(text);
  });

  it("keeps numbers in answers that are free-form as a whole", () => {
    const text = '{"prefect":{"process":{"default_job_configuration":{"timeout":1.0}}}}';
    expect(stringifyJson(parseAnswer(text, "GET", "/collections/views/aggregate-worker-metadata"))).toBe(
      text,
    );
    expect(stringifyJson(parseAnswer(text, "GET", "/flows/x"))).toBe(text.replace("1.0", "1"));
  });
});
