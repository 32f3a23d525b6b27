import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnknown, unknown } from "../cty/unknown";
import { type CtyValue, Dynamic, isMapping, isSequence, rawEqual } from "../cty/value";
import { type Attribute, type Attributes, computed, optional, required } from "./attribute";
import { list, map, object, set } from "./collections";
import { applyViolations, planViolations } from "./core-rules";
import { dynamicJson } from "./dynamic-json";
import { json } from "./json";
import type { Kind } from "./kind";
import { afterRead, afterWrite } from "./outcome";
import { planSaid, readSaid, type Said, settleSaid } from "./placeholder";
import { type Fields, isNoOp, planObject } from "./plan";
import { bool, integer, string, text } from "./scalars";
import { timestamp } from "./timestamp";
import type { Mode } from "./words";

const step = object({
  type: required(string),
  inputs: optional(json),
  on: optional(bool).means(true),
  tries: optional(integer).fallback(3),
  wait: optional(integer).fallbackBeside(({ type }) => (type === "x" ? 5 : null)),
  token: optional(string).writeOnly(),
});

/** Kinds with values of them, several spellings of one value among them. */
const kinds: readonly { readonly kind: Kind<unknown>; readonly values: fc.Arbitrary<CtyValue> }[] = [
  { kind: string, values: fc.constantFrom("", "a", "b") },
  { kind: bool, values: fc.boolean() },
  { kind: integer, values: fc.integer({ min: 0, max: 3 }) },
  { kind: json, values: fc.constantFrom('{"a":1}', '{ "a" : 1.0 }', "[]", "[ ]", "{}") },
  {
    kind: timestamp,
    values: fc.constantFrom("2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T02:00:00+02:00"),
  },
  { kind: set(string), values: fc.uniqueArray(fc.constantFrom("a", "b", "c")) },
  { kind: list(json), values: fc.array(fc.constantFrom('{"a":1}', '{"a" :1}', "2"), { maxLength: 3 }) },
  { kind: map(string), values: fc.dictionary(fc.constantFrom("k", "l"), fc.constantFrom("a", "b")) },
  {
    kind: map(string, { wantedKeysOnly: true }),
    values: fc.dictionary(fc.constantFrom("k", "l"), fc.constantFrom("a", "b")),
  },
  {
    kind: list(step),
    values: fc.array(
      fc.record({
        type: fc.constantFrom("x", "y"),
        inputs: fc.constantFrom(null, '{"a":1}', '{"a": 1}'),
        on: fc.constantFrom(null, true, false),
        tries: fc.constantFrom(null, 1, 3),
        wait: fc.constantFrom(null, 1, 5),
        token: fc.constantFrom(null, "hush"),
      }),
      { maxLength: 3 },
    ),
  },
];

const names = ["a", "b", "c", "d"];

/** Something that tells of a value whether an object has it. */
const isShort = (wanted: CtyValue): boolean => typeof wanted === "string" && wanted.length < 2;

type Drawn = { readonly attribute: Attribute<unknown, Mode>; readonly values: fc.Arbitrary<CtyValue> };

const drawnAttribute: fc.Arbitrary<Drawn> = fc
  .record({
    pick: fc.nat(kinds.length - 1),
    mode: fc.constantFrom<Mode>("required", "optional", "optionalComputed", "computed"),
    replaces: fc.boolean(),
    stable: fc.boolean(),
    fallback: fc.boolean(),
    learned: fc.boolean(),
    follows: fc.option(fc.constantFrom(...names), { nil: undefined }),
    rival: fc.option(fc.constantFrom(...names), { nil: undefined }),
    writeOnly: fc.boolean(),
    untold: fc.option(fc.constantFrom(undefined, isShort), { nil: null }),
  })
  .chain((word) => {
    const { kind, values } = kinds[word.pick] ?? { kind: string, values: fc.constant("a") };
    return values.map(withoutTokens).map((fallback) => {
      let attribute: Attribute<unknown, Mode> = required(kind);
      if (word.mode === "optional") attribute = word.writeOnly ? optional(kind).writeOnly() : optional(kind);
      if (word.mode === "computed") attribute = word.stable ? computed(kind).stable() : computed(kind);
      if (word.mode === "optionalComputed") {
        attribute = word.fallback ? optional(kind).fallback(fallback) : optional(kind).computed();
        if (word.learned) attribute = attribute.learned();
        if (word.follows !== undefined && !word.fallback) attribute = optional(kind).follows(word.follows);
        if (word.rival !== undefined && !word.learned) attribute = attribute.rivals(word.rival);
        if (word.untold !== null && kind.shape.is === "scalar") {
          attribute = optional(kind).untold(fallback, word.untold);
        }
      }
      return {
        attribute:
          word.replaces && word.mode !== "computed" && attribute.words.writeOnly !== true
            ? attribute.replaces()
            : attribute,
        values,
      };
    });
  });

interface Case {
  readonly attributes: Attributes;
  readonly config: Fields;
  readonly prior: Fields | null;
  readonly memory: ReadonlySet<string> | undefined;
  readonly said: Said;
  readonly remote: Fields;
}

/** Nothing that is write-only is ever stored or reported. */
const withoutTokens = (value: CtyValue): CtyValue =>
  isSequence(value)
    ? value.map((one) => (isMapping(one) && "token" in one ? { ...one, token: null } : one))
    : value;

/** A random schema with a configuration, a state and an answer of the server that fit it. */
const planCase: fc.Arbitrary<Case> = fc
  .array(drawnAttribute, { minLength: 1, maxLength: names.length })
  .chain((drawn) => {
    const named = drawn.map((one, index) => [names[index] ?? "a", one] as const);
    const attributes = Object.fromEntries(named.map(([name, { attribute }]) => [name, attribute]));
    const fields = (value: (one: Drawn) => fc.Arbitrary<CtyValue>) =>
      fc.record(Object.fromEntries(named.map(([name, one]) => [name, value(one)])));
    const config = fields(({ attribute, values }) => {
      if (attribute.mode === "computed") return fc.constant(null);
      const some: fc.Arbitrary<CtyValue> = fc.oneof({ weight: 4, arbitrary: values }, fc.constant(unknown));
      return attribute.mode === "required" ? some : fc.oneof(some, fc.constant(null));
    });
    const stored = ({ attribute, values }: Drawn) =>
      attribute.words.writeOnly === true ? fc.constant(null) : values.map(withoutTokens);
    const state = fields((one) =>
      one.attribute.mode === "required" ? stored(one) : fc.oneof(stored(one), fc.constant(null)),
    );
    return fc.record({
      attributes: fc.constant(attributes),
      config,
      prior: fc.option(state, { nil: null }),
      memory: fc.option(
        fc.subarray(names).map((some) => new Set(some)),
        { nil: undefined },
      ),
      said: state.map((fields) => new Map(Object.entries(fields))),
      remote: fields(stored),
    });
  });

/** What core plans with at apply: the configuration, everything known now. */
const settled = (config: Fields, remote: Fields): Fields =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, isUnknown(value) ? (remote[name] ?? null) : value]),
  );

describe("planObject, by Terraform core's rules", () => {
  it("plans only what core accepts", () => {
    fc.assert(
      fc.property(planCase, ({ attributes, config, prior, memory, said }) => {
        const { planned } = planObject({ attributes, config, prior, memory, said });
        expect(planViolations(attributes, config, prior, planned)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps at apply every value that the plan knew", () => {
    fc.assert(
      fc.property(planCase, ({ attributes, config, prior, memory, said, remote }) => {
        const first = planObject({ attributes, config, prior, memory, said }).planned;
        const again = planObject({
          attributes,
          config: settled(config, remote),
          prior,
          memory,
          said,
        }).planned;
        for (const [name, value] of Object.entries(first)) {
          const type = attributes[name]?.kind.cty ?? "string";
          const wasUnknown = isUnknown(value) || isUnknown(config[name] ?? null);
          if (!wasUnknown && !hasUnknownConfig(config)) {
            expect(rawEqual(type, value, again[name] ?? null), name).toBe(true);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("finds nothing to do once what it planned is the state", () => {
    fc.assert(
      fc.property(planCase, ({ attributes, config, prior, memory, said, remote }) => {
        const wanted = settled(config, remote);
        const request = { attributes, config: wanted, prior, memory, said };
        const { planned } = planObject(request);
        // The server keeps what was planned, and chooses where the plan leaves it to.
        const { state, diagnostics } = afterWrite(attributes, planned, prior, {
          ...remote,
          ...knownOf(planned),
        });
        expect(diagnostics).toEqual([]);
        expect(applyViolations(attributes, planned, state)).toEqual([]);
        const configured = new Set(Object.keys(wanted).filter((name) => wanted[name] !== null));
        const kept = settleSaid(planSaid(new Uint8Array(), request, planned), attributes, state);
        const next = planObject({
          attributes,
          config: wanted,
          prior: state,
          memory: configured,
          said: readSaid(kept),
        });
        expect(isNoOp(attributes, next.planned, state)).toBe(true);
        expect(afterRead(attributes, state, state)).toEqual(state);
      }),
      { numRuns: 2000 },
    );
  });
});

const knownOf = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isUnknown(value)));

const hasUnknownConfig = (config: Fields): boolean => Object.values(config).some(isUnknown);

describe("planObject, word by word", () => {
  const plan = (attributes: Attributes, config: Fields, prior: Fields | null, memory?: readonly string[]) =>
    planObject({ attributes, config, prior, memory: memory === undefined ? undefined : new Set(memory) });

  const schema = {
    id: computed(string).stable(),
    updated: computed(string),
    note: optional(string).fallback(null).blank(""),
    size: optional(integer).fallback(1),
    kind: optional(string).fallback("x").replaces(),
    queue: optional(string).follows("pool"),
    pool: optional(string).fallback(null),
  };
  const nothing = { id: null, updated: null, note: null, size: null, kind: null, queue: null, pool: null };
  const stored = { id: "1", updated: "t", note: null, size: 1, kind: "x", queue: "q", pool: "p" };

  it("sends defaults at creation and leaves the rest to the server", () => {
    expect(plan(schema, nothing, null).planned).toEqual({
      ...nothing,
      id: unknown,
      updated: unknown,
      size: 1,
      kind: "x",
      queue: unknown,
    });
  });

  it("leaves alone what no apply is known to have set, and tells", () => {
    for (const memory of [undefined, []]) {
      const result = plan(schema, nothing, { ...stored, size: 5 }, memory);
      expect(result.planned).toEqual({ ...stored, size: 5 });
      expect(result.left).toEqual(["size", "pool"]);
    }
  });

  it("tells too of a value that the server would not have chosen", () => {
    const queue = optional(string).blank("").computed();
    const left = (attribute: typeof queue, value: string | null) =>
      plan({ queue: attribute }, { queue: null }, { queue: value }).left;
    expect(left(queue.usual("default"), "fast")).toEqual(["queue"]);
    expect(left(queue.usual("default"), "default")).toEqual([]);
    expect(left(queue.usual("default"), "")).toEqual([]);
    expect(left(queue.usual("default"), null)).toEqual([]);
    expect(left(queue, "fast")).toEqual([]);
  });

  it("keeps a removed attribute that has no default, unless it follows others", () => {
    const attributes = {
      rank: optional(integer).computed(),
      queue: optional(string).follows("pool"),
      pool: optional(string),
    };
    const prior = { rank: 3, queue: "q", pool: "p" };
    const { planned } = plan(attributes, { rank: null, queue: null, pool: "p" }, prior, ["rank", "queue"]);
    expect(planned).toEqual({ rank: 3, queue: unknown, pool: "p" });
  });

  it("resets what code set and does not set any more", () => {
    const result = plan(schema, nothing, { ...stored, size: 5 }, ["size"]);
    expect(result.planned).toMatchObject({ size: 1, id: "1", updated: unknown, queue: "q" });
  });

  it("keeps a stored spelling that means the same", () => {
    expect(plan(schema, { ...nothing, note: "" }, { ...stored, note: "" }).planned).toMatchObject({
      note: "",
    });
    expect(plan(schema, nothing, { ...stored, note: "" }).left).toEqual(["pool"]);
  });

  it("keeps a null of some type, which core tells from other nulls", () => {
    const attributes = { value: optional(dynamicJson()) };
    const typed = new Dynamic("string", null);
    expect(plan(attributes, { value: typed }, null).planned).toEqual({ value: typed });
    expect(plan(attributes, { value: typed }, { value: typed }).planned).toEqual({ value: typed });
    expect(plan(attributes, { value: typed }, { value: null }).planned).toEqual({ value: typed });
  });

  it("makes unknown only what a change moves", () => {
    expect(plan(schema, { ...nothing, pool: "other" }, stored).planned).toMatchObject({
      id: "1",
      queue: unknown,
    });
    expect(plan(schema, { ...nothing, pool: "p", note: "n" }, stored).planned).toMatchObject({ queue: "q" });
  });

  it("replaces for a changed attribute that says so, an unknown one included", () => {
    const replaced = [[{ attribute: "kind" }]];
    expect(plan(schema, { ...nothing, kind: "y" }, stored).replaces).toEqual(replaced);
    expect(plan(schema, { ...nothing, kind: unknown }, stored).replaces).toEqual(replaced);
    expect(plan(schema, { ...nothing, kind: "x" }, stored).replaces).toEqual([]);
  });

  it("clears a rival of what code sets", () => {
    const rivals = {
      cron: optional(string).fallback(null).rivals("interval"),
      interval: optional(integer).fallback(null).rivals("cron"),
    };
    const result = plan(rivals, { cron: null, interval: 60 }, { cron: "@daily", interval: null });
    expect(result.planned).toEqual({ cron: null, interval: 60 });
  });

  it("replaces when an attribute is cleared that only a new object can be without", () => {
    const attributes = { slug: optional(string).fallback(null).replacesWhenCleared() };
    expect(plan(attributes, { slug: null }, { slug: "a" }, ["slug"]).replaces).toEqual([
      [{ attribute: "slug" }],
    ]);
    expect(plan(attributes, { slug: "b" }, { slug: "a" }, ["slug"]).replaces).toEqual([]);
  });

  it("replaces too when such an attribute is blanked", () => {
    const attributes = { slug: optional(string).fallback(null).blank("").replacesWhenCleared() };
    const replaced = [[{ attribute: "slug" }]];
    expect(plan(attributes, { slug: "" }, { slug: "a" }).replaces).toEqual(replaced);
    expect(plan(attributes, { slug: "" }, { slug: null }).replaces).toEqual([]);
  });

  it("leaves a default to the server where code sets what the server chooses it by", () => {
    const attributes = {
      pool: optional(string).fallback(null).learnedBeside("queue"),
      queue: optional(string).computed(),
    };
    expect(plan(attributes, { pool: null, queue: null }, null).planned).toMatchObject({ pool: null });
    expect(plan(attributes, { pool: null, queue: "q" }, null).planned).toMatchObject({ pool: unknown });
    expect(plan(attributes, { pool: "p", queue: "q" }, null).planned).toMatchObject({ pool: "p" });
  });

  describe("of what no server tells", () => {
    const untold = {
      owner: optional(string).replaces().untold(""),
      held: optional(string).untold("", (wanted, { note }) => wanted === note),
      note: optional(string).fallback(null),
    };
    const imported = { owner: "", held: "", note: "n" };
    const said = (fields: Fields) => new Map(Object.entries(fields));

    it("takes what code says for what an import has brought, in an update too", () => {
      const config = { owner: "a", held: "n", note: "n" };
      expect(plan(untold, config, imported).planned).toEqual(imported);
      const { planned, replaces } = plan(untold, { ...config, note: "m", held: "m" }, imported);
      expect({ planned, replaces }).toEqual({
        planned: { owner: "", held: "m", note: "m" },
        replaces: [],
      });
      expect(plan(untold, { owner: null, held: null, note: "n" }, imported).planned).toEqual(imported);
    });

    it("finds what code changes after that, by what it said before", () => {
      const request = { attributes: untold, prior: imported, memory: new Set(["owner", "held", "note"]) };
      const config = { owner: "a", held: "n", note: "n" };
      const before = said({ owner: "a", held: "n" });
      expect(planObject({ ...request, config, said: before }).planned).toEqual(imported);
      const other = planObject({ ...request, config: { ...config, owner: "b" }, said: before });
      expect(other).toMatchObject({ planned: { owner: "b" }, replaces: [[{ attribute: "owner" }]] });
      const cleared = planObject({
        ...request,
        config: { ...config, owner: null, held: null },
        said: before,
      });
      expect(cleared.planned).toEqual({ owner: null, held: null, note: "n" });
      const first = planObject({ ...request, config, said: said({ owner: null }) });
      expect(first.replaces).toEqual([[{ attribute: "owner" }]]);
    });
  });

  it("makes a follower of a choice unknown only when something else is chosen", () => {
    const attributes = {
      cron: optional(string).fallback(null).blank("").rivals("interval"),
      interval: optional(integer).fallback(null).blank(0).rivals("cron"),
      timezone: optional(string).followsChoiceOf("cron", "interval"),
    };
    const prior = { cron: "@daily", interval: 0, timezone: "UTC" };
    const hourly = { cron: "@hourly", interval: null, timezone: null };
    expect(plan(attributes, hourly, prior).planned).toEqual({ ...prior, cron: "@hourly" });
    const minutely = { cron: null, interval: 60, timezone: null };
    expect(plan(attributes, minutely, prior).planned).toMatchObject({ interval: 60, timezone: unknown });
    expect(plan(attributes, { ...minutely, timezone: "UTC" }, prior).planned).toMatchObject({
      timezone: "UTC",
    });
  });
});

describe("what the server makes of a value", () => {
  const shout = text({ label: "a word", answers: (wanted, actual) => wanted.toUpperCase() === actual });
  const schema = { word: optional(shout) };

  it("is no difference in its answer", () => {
    expect(afterWrite(schema, { word: "a" }, null, { word: "A" })).toEqual({
      state: { word: "a" },
      diagnostics: [],
    });
    expect(afterRead(schema, { word: "a" }, { word: "A" })).toEqual({ word: "a" });
    expect(afterRead(schema, { word: "A" }, { word: "a" })).toEqual({ word: "a" });
  });

  it("is a change in code", () => {
    const request = { attributes: schema, config: { word: "a" }, prior: { word: "A" }, memory: undefined };
    expect(planObject(request).planned).toEqual({ word: "a" });
  });
});
