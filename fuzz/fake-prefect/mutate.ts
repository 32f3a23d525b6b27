import fc from "fast-check";
import { isObject, type Json } from "./document";

/** What is done to one value somewhere in the n-th answer. */
export interface AnswerChange {
  /** Of the answers of the input, modulo their number so far. */
  readonly answer: number;
  /** The way to a value: each step modulo the number of its members. */
  readonly path: readonly number[];
  readonly kind: ChangeKind;
}

type ChangeKind = keyof typeof replacements | "remove" | "duplicate" | "add";

const nested = (levels: number): Json => {
  let value: Json = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** What a value is replaced by. Made anew each time, since answers are changed in place. */
const replacements = {
  null: () => null,
  true: () => true,
  zero: () => 0,
  negative: () => -1,
  fraction: () => 1.5,
  huge: () => 1e300,
  empty: () => "",
  text: () => "fuzz",
  surrogate: () => "\ud800",
  nul: () => "a\u0000b",
  long: () => "x".repeat(100_000),
  braces: () => "{{ x }} ${y} %{z}",
  date: () => "0000-99-99T99:99:99Z",
  uuid: () => "33333333-3333-4333-8333-333333333333",
  emptyList: () => [],
  list: () => [null, 1, "x", {}],
  emptyObject: () => ({}),
  object: () => ({ constructor: 1, type: "event", name: 5 }),
  deep: () => nested(2000),
} as const satisfies Record<string, () => Json>;

const kinds: readonly ChangeKind[] = [
  ...Object.keys(replacements).filter((kind): kind is keyof typeof replacements => kind in replacements),
  "remove",
  "remove",
  "duplicate",
  "add",
];

export const answerChanges: fc.Arbitrary<readonly AnswerChange[]> = fc.array(
  fc.record({
    answer: fc.nat({ max: 5 }),
    path: fc.array(fc.nat({ max: 40 }), { maxLength: 5 }),
    kind: fc.constantFrom(...kinds),
  }),
  { minLength: 1, maxLength: 3 },
);

type Key = string | number;

const keysOf = (value: Json): readonly Key[] =>
  Array.isArray(value) ? value.map((_one, index) => index) : isObject(value) ? Object.keys(value) : [];

const get = (value: Json, key: Key): Json =>
  (Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : null) ?? null;

function changed(value: Json, kind: ChangeKind): Json {
  if (kind === "add")
    return Array.isArray(value) ? [...value, 7] : isObject(value) ? { ...value, extra: 7 } : 7;
  if (kind === "duplicate") return Array.isArray(value) ? [...value, ...value] : [value, value];
  if (kind === "remove") return Array.isArray(value) ? value.slice(1) : null;
  return replacements[kind]();
}

/** The value with what the path leads to changed; a path that is longer than the value ends where that does. */
export function changeAnswer(value: Json, { path, kind }: Omit<AnswerChange, "answer">): Json {
  const [step, ...further] = path;
  const keys = keysOf(value);
  if (step === undefined || keys.length === 0) return changed(value, kind);
  const key = keys[step % keys.length] ?? 0;
  const isLast = further.length === 0 || keysOf(get(value, key)).length === 0;
  if (isLast && kind === "remove") {
    if (Array.isArray(value)) return value.filter((_one, index) => index !== key);
    return Object.fromEntries(Object.entries(value ?? {}).filter(([name]) => name !== key));
  }
  const inner = changeAnswer(get(value, key), { path: further, kind });
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? inner : one));
  return { ...(isObject(value) ? value : {}), [key]: inner };
}
