import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactJson, sameJson } from "../framework/exact-json";
import { pullStepAttribute, pullStepField, pullSteps } from "./pull-step";

const clone = "prefect.deployments.steps.git_clone";

describe("a pull step of an answer", () => {
  it("is said by attributes where they can say all of it", () => {
    expect(
      pullStepAttribute({ [clone]: { repository: "r", include_submodules: true, id: "c" } }),
    ).toMatchObject({
      type: "git_clone",
      inputs: null,
      repository: "r",
      include_submodules: true,
      id: "c",
    });
    expect(pullStepAttribute({ "prefect.deployments.steps.set_working_directory": {} })).toMatchObject({
      type: "set_working_directory",
      directory: null,
    });
  });

  it("is said by its name and JSON where they cannot", () => {
    expect(pullStepAttribute({ [clone]: { repository: "r", depth: 1 } })).toMatchObject({
      type: clone,
      inputs: '{"depth":1,"repository":"r"}',
    });
    expect(pullStepAttribute({ [clone]: { repository: 1 } })).toMatchObject({ type: clone });
    expect(pullStepAttribute({ "my.step": { type: "x", inputs: "y" } })).toMatchObject({
      type: "my.step",
      inputs: '{"inputs":"y","type":"x"}',
    });
    expect(pullStepAttribute({ "my.step": null })).toMatchObject({ type: "my.step", inputs: "null" });
  });

  it("is never lost, whatever it is", () => {
    const name = fc.oneof(fc.constantFrom(clone, "my.step", "a"), fc.string());
    const inputs = fc.oneof(
      fc.dictionary(fc.constantFrom("repository", "env", "type", "inputs", "id", "depth"), fc.jsonValue()),
      fc.jsonValue(),
    );
    const step = fc.oneof(
      fc.tuple(name, inputs).map(([key, value]) => ({ [key]: value })),
      fc.dictionary(fc.string(), fc.jsonValue()),
    );
    fc.assert(
      fc.property(step, (drawn) => {
        const answer = parseExactJson(JSON.stringify(drawn));
        const sent = pullStepField(pullStepAttribute(answer));
        expect(sameJson(sent, answer)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a pull step of code", () => {
  const nothing = pullStepAttribute({ "": null });
  const step = (attributes: Partial<typeof nothing>) => ({
    ...nothing,
    type: "git_clone",
    inputs: null,
    ...attributes,
  });

  it("puts its attributes over its inputs", () => {
    expect(
      pullStepField(step({ inputs: '{"repository":"old","depth":1}', repository: "new" })),
    ).toMatchObject({
      [clone]: { repository: "new", depth: 1 },
    });
    expect(pullStepField(step({ type: "my.step" }))).toEqual({ "my.step": {} });
  });

  it("is the same as any other spelling of the call", () => {
    const typed = step({ repository: "r", env: { A: "1" } });
    const spelled = step({ type: clone, inputs: '{"env":{"A":"1"},"repository":"r"}' });
    expect(pullSteps.same([typed], [spelled])).toBe(true);
    expect(pullSteps.same([typed], [step({ repository: "r" })])).toBe(false);
    expect(pullSteps.same([typed, spelled], [typed])).toBe(false);
  });
});
