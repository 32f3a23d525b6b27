import { setImmediate } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { createPrefectClient } from "../../client";
import { MockHandover } from "./mock-handover";
import { PlanFindings } from "./plan-findings";

const client = createPrefectClient({ apiUrl: "http://127.0.0.1:9/api", env: {} });
afterAll(() => client.close());

async function planned(): Promise<MockHandover> {
  const file = new MockHandover();
  const plan = new PlanFindings(file);
  plan.note(client, "work pool", "p", { variables: {} });
  plan.note(client, "reference", "flow 1", true);
  plan.note(client, "reference", "flow 2", true);
  await setImmediate();
  return file;
}

describe("what a plan has found", () => {
  it("is for the process that follows, once", async () => {
    const file = await planned();
    const apply = new PlanFindings(file);
    expect(apply.of(client, "work pool", "p")).toEqual({ variables: {} });
    expect(apply.of(client, "work pool", "q")).toBeUndefined();
    expect(new PlanFindings(file).of(client, "work pool", "p")).toBeUndefined();
  });

  it("is taken as far as it can be read", async () => {
    const file = await planned();
    file.content = `no JSON\n${file.content}["reference`;
    expect(new PlanFindings(file).of(client, "reference", "flow 2")).toBe(true);
  });

  it("does not hold once it is written over", async () => {
    const apply = new PlanFindings(await planned());
    apply.drop("reference", "flow 1");
    apply.drop("work pool");
    expect(apply.of(client, "reference", "flow 1")).toBeUndefined();
    expect(apply.of(client, "reference", "flow 2")).toBe(true);
    expect(apply.of(client, "work pool", "p")).toBeUndefined();
  });

  it("is not kept of the plans that an apply makes", async () => {
    const file = await planned();
    new PlanFindings(file).note(client, "reference", "flow 3", true);
    await setImmediate();
    expect(file.content).toBe("");

    const fresh = new PlanFindings(file);
    fresh.note(client, "reference", "flow 4", true);
    await setImmediate();
    fresh.close();
    fresh.note(client, "reference", "flow 5", true);
    await setImmediate();
    expect(file.content).toBe("");
  });
});
