import { describe, expect, it } from "vitest";
import { durationSeconds, heldTrigger, sameTrigger, triggerType } from "./trigger-meaning";

const event = { type: "event", posture: "Reactive", expect: ["a"] };

/** As `POST /automations/` answers the minimal trigger. */
const answered = {
  ...event,
  id: "75838033-0842-4aef-ac3b-e411b36939b7",
  match: {},
  match_related: {},
  after: [],
  for_each: [],
  threshold: 1,
  within: 0.0,
};

describe("sameTrigger", () => {
  it("takes what the server adds for nothing", () => {
    expect(sameTrigger(event, answered)).toBe(true);
    expect(sameTrigger({ posture: "Reactive", expect: ["a", "a"], foo: 1 }, answered)).toBe(true);
    expect(
      sameTrigger({ ...event, posture: "Proactive" }, { ...answered, posture: "Proactive", within: 10 }),
    ).toBe(true);
    expect(sameTrigger({ ...event, expect: ["b", "a"] }, { ...answered, expect: ["a", "b"] })).toBe(true);
  });

  it.each([
    { posture: "Proactive" },
    { expect: ["b"] },
    { after: ["b"] },
    { for_each: ["b"] },
    { threshold: 2 },
    { within: 1 },
    { match: { a: "b" } },
    { match_related: [{ a: "b" }] },
  ])("sees %j", (change) => {
    expect(sameTrigger(event, { ...answered, ...change })).toBe(false);
  });

  it("compares triggers within triggers, in their order", () => {
    const compound = { type: "compound", require: "2", within: "PT1M", triggers: [event, answered] };
    const server = { type: "compound", require: 2, within: 60, triggers: [answered, answered] };
    expect(sameTrigger(compound, server)).toBe(true);
    expect(sameTrigger(compound, { ...server, within: null })).toBe(false);
    expect(sameTrigger(compound, { ...server, require: "all" })).toBe(false);
    const sequence = { type: "sequence", within: null, triggers: [event, { ...event, threshold: 2 }] };
    expect(sameTrigger(sequence, { ...sequence, triggers: [...sequence.triggers].reverse() })).toBe(false);
    expect(sameTrigger(sequence, { ...sequence, type: "compound", require: "all" })).toBe(false);
  });

  it("compares measurements", () => {
    const metric = { name: "lateness", operator: "<", threshold: 1, range: "PT5M", firing_for: 300 };
    const trigger = { type: "metric", metric };
    expect(sameTrigger(trigger, { ...trigger, match: {}, metric: { ...metric, range: 300.0 } })).toBe(true);
    expect(sameTrigger(trigger, { ...trigger, metric: { ...metric, threshold: 2 } })).toBe(false);
  });
});

describe("durationSeconds", () => {
  it.each([
    [60, 60],
    ["00:10", 600],
    ["PT1M", 60],
    ["P1DT2H3M4.5S", 93_784.5],
    ["P2W", 1_209_600],
    ["-PT1S", -1],
    ["1:00:00", 3600],
    ["1 day, 0:00:01", 86_401],
  ])("%s is %d", (text, seconds) => expect(durationSeconds(text)).toBe(seconds));

  it.each(["", "P", "soon", "90.5", null])("%s is none", (text) =>
    expect(durationSeconds(text)).toBeUndefined(),
  );
});

it("tells the type where the API lets it be left out", () => {
  expect(triggerType({ posture: "Reactive" })).toBe("event");
  expect(triggerType({ triggers: [], require: "any" })).toBe("compound");
  expect(triggerType({ triggers: [] })).toBe("sequence");
  expect(triggerType({ metric: {} })).toBe("metric");
  expect(triggerType({ type: "other", posture: "Reactive" })).toBeUndefined();
});

it("is held with its sets sorted, and no list of another meaning", () => {
  const event = { after: ["b", "a"], expect: ["d", "c"], for_each: ["f", "e"], match: { x: ["z", "y"] } };
  const held = { after: ["a", "b"], expect: ["c", "d"], for_each: ["e", "f"], match: { x: ["z", "y"] } };
  expect(heldTrigger(event)).toEqual(held);
  expect(heldTrigger({ triggers: [{ after: null }, event] })).toEqual({ triggers: [{ after: null }, held] });
});

it("is held without the ids of all triggers", () => {
  expect(heldTrigger({ id: "x", triggers: [{ id: "y", match: { id: "z" } }] })).toEqual({
    triggers: [{ match: { id: "z" } }],
  });
});
