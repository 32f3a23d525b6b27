import { describe, expect, it } from "vitest";
import { actionTypes } from "../../rules";
import { actions } from "./action";
import type { Action } from "./action-attributes";
import { actionAttribute, actionField } from "./action-meaning";

const id = "11111111-1111-4111-8111-11111111111a";
const same = (a: Action, b: Action): boolean => actions.same([{ ...a }], [{ ...b }]);

describe("an action", () => {
  it("is sent with what its type takes and nothing else", () => {
    const all = actionAttribute({
      type: "x",
      source: "selected",
      deployment_id: id,
      work_pool_id: id,
      message: "m",
    });
    expect(actionField({ ...all, type: "do-nothing" })).toEqual({ type: "do-nothing" });
    expect(actionField({ ...all, type: "run-deployment" })).toEqual({
      type: "run-deployment",
      source: "selected",
      deployment_id: id,
    });
    const email = { type: "send-email-notification", emails: ["a"], subject: "s", body: "b" };
    expect(actionField(actionAttribute(email))).toEqual(email);
  });

  it.each([
    [
      { type: "run-deployment", deployment_id: id },
      { source: "selected", parameters: null, job_variables: null, schedule_after: 0.0 },
    ],
    [
      { type: "run-deployment", deployment_id: id.toUpperCase() },
      { deployment_id: id, parameters: {} },
    ],
    [{ type: "run-deployment", source: "inferred" }, { deployment_id: null }],
    [{ type: "call-webhook", block_document_id: id }, { payload: "" }],
    [
      { type: "change-flow-run-state", state: "FAILED" },
      { name: null, message: null, force: false },
    ],
    [
      { type: "send-notification", block_document_id: id, body: "b" },
      { subject: "Prefect automated notification" },
    ],
    [{ type: "do-nothing" }, { message: "dropped" }],
  ])("equals what the server answers: %j with %j", (sent, added) => {
    expect(same(actionAttribute(sent), actionAttribute({ ...sent, ...added }))).toBe(true);
  });

  it.each([
    { type: "pause-deployment" },
    { source: "inferred" },
    { deployment_id: "22222222-1111-4111-8111-111111111111" },
    { parameters: { a: 1 } },
    { job_variables: { a: {} } },
    { schedule_after: 1.5 },
  ])("differs by %j", (change) => {
    const action = { type: "run-deployment", deployment_id: id };
    expect(same(actionAttribute(action), actionAttribute({ ...action, ...change }))).toBe(false);
  });

  it.each(actionTypes)("%s survives being read", (type) => {
    const attribute = actionAttribute({ type });
    expect(actions.is([attribute])).toBe(true);
    expect(actionField(attribute)).toEqual({ type });
  });
});
