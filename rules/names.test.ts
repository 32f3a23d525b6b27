import { describe, expect, it } from "vitest";
import { blockName, deploymentName, flowName, variableName, workPoolName, workQueueName } from "./names";

describe.each([
  ["flow", flowName],
  ["deployment", deploymentName],
  ["work pool", workPoolName],
  ["work queue", workQueueName],
] as const)("the name of a %s", (kind, judge) => {
  it.each(["a", "A b.c", "é😀", "..", "x\ny"])("may be %j", (name) => {
    expect(judge(name)).toEqual({ verdict: "accepted" });
  });

  it.each(["a/b", "100%", "a&b", "<a", "a>"])("may not be %j", (name) => {
    expect(judge(name)).toEqual({ verdict: "refused", reason: expect.stringContaining(kind) });
  });

  it("is doubtful with a NUL", () => {
    expect(judge("a\0")).toMatchObject({ verdict: "doubtful" });
  });
});

it("only a deployment's name may be empty", () => {
  expect(deploymentName("")).toEqual({ verdict: "accepted" });
  for (const judge of [flowName, workPoolName, workQueueName]) {
    expect(judge("")).toMatchObject({ verdict: "refused" });
  }
});

it.each(["prefect", "Prefect-x", "PREFECTURE", " ", "'\" "])("a work pool cannot be %j", (name) => {
  expect(workPoolName(name)).toMatchObject({ verdict: "refused" });
  expect(workQueueName(name)).toEqual({ verdict: "accepted" });
});

it("a variable's name has lower-case letters, digits, - and _", () => {
  for (const name of ["a", "a-b_0", "", "a".repeat(255)])
    expect(variableName(name)).toEqual({ verdict: "accepted" });
  for (const name of ["A", "a b", "a.b", "é", "a".repeat(256), "a\n\n"]) {
    expect(variableName(name)).toMatchObject({ verdict: "refused" });
  }
  expect(variableName("a\n")).toMatchObject({ verdict: "doubtful" });
});

it("a block's name has lower-case letters, digits and -", () => {
  expect(blockName("prod-2")).toEqual({ verdict: "accepted" });
  for (const name of ["", "A", "a_b", "a b", "a/b"])
    expect(blockName(name)).toMatchObject({ verdict: "refused" });
});
