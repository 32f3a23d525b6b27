import fc from "fast-check";
import { expect, it } from "vitest";
import { trigger } from "./trigger";
import { triggerAttribute, triggerField } from "./trigger-field";
import { sameTrigger } from "./trigger-meaning";

const words = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 });
const labels = fc.constantFrom({}, { a: "b" }, { a: ["b", "c"], d: "e" });

const event = fc.record(
  {
    type: fc.constant("event"),
    posture: fc.constantFrom("Reactive", "Proactive"),
    expect: words,
    after: words,
    for_each: words,
    match: labels,
    match_related: fc.oneof(labels, fc.array(labels, { maxLength: 2 })),
    threshold: fc.nat(5),
    within: fc.constantFrom(10, 12.5, 60),
  },
  { requiredKeys: ["type", "posture"] },
);

const metric = fc.record({
  type: fc.constant("metric"),
  match: labels,
  metric: fc.record({
    name: fc.constant("lateness"),
    operator: fc.constant("<"),
    threshold: fc.nat(3),
    range: fc.nat(300),
    firing_for: fc.nat(300),
  }),
});

/** Triggers as the API has them, `depth` levels of triggers within triggers. */
function triggers(depth: number): fc.Arbitrary<object> {
  const flat = fc.oneof(event, metric);
  if (depth === 0) return flat;
  const inner = fc.array(triggers(depth - 1), { maxLength: 3 });
  const within = fc.constantFrom(null, 0, 1.5);
  return fc.oneof(
    flat,
    fc.record({ type: fc.constant("sequence"), triggers: inner, within }),
    fc.record({
      type: fc.constant("compound"),
      triggers: inner,
      within,
      require: fc.constantFrom("any", "all", 1),
    }),
  );
}

it("says in attributes what the API says, two levels deep", () => {
  fc.assert(
    fc.property(triggers(2), (json) => {
      const attribute = triggerAttribute(json);
      expect(attribute).not.toBeNull();
      if (attribute === null) return;
      expect(trigger.is(attribute)).toBe(true);
      expect(sameTrigger(triggerField(attribute), json)).toBe(true);
      expect(trigger.same({ ...attribute }, { ...triggerAttribute(triggerField(attribute)) })).toBe(true);
    }),
  );
});

it("says nothing where it is deeper, or of another type", () => {
  const wrap = (inner: object) => ({ type: "sequence", within: null, triggers: [inner] });
  const flat = { type: "event", posture: "Reactive" };
  expect(triggerAttribute(wrap(wrap(flat)))).not.toBeNull();
  expect(triggerAttribute(wrap(wrap(wrap(flat))))).toBeNull();
  expect(triggerAttribute(wrap({ type: "new", posture: "Reactive" }))).toBeNull();
  expect(triggerAttribute({ ...flat, expect: "a" })).toBeNull();
});
