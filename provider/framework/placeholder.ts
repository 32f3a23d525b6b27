import { isUnknown } from "../cty/unknown";
import { type CtyValue, rawEqual } from "../cty/value";
import { sameAttribute } from "./collections";
import { isJsonObject } from "./exact-json";
import type { AttributeFacts, SchemaFacts } from "./kind";
import { type Memory, privateEntry, withPrivateEntry } from "./memory";

type Fields = { readonly [name: string]: CtyValue };

/**
 * What code said, at the last apply, of attributes that have a placeholder in the state: from an import on the state
 * keeps it, since what a plan makes of one attribute must not depend on whether another one changes.
 */
export type Said = ReadonlyMap<string, CtyValue>;

interface Request {
  readonly attributes: SchemaFacts;
  readonly config: Fields;
  readonly prior: Fields | null;
  readonly memory: Memory;
  readonly said?: Said;
  readonly withheld?: readonly string[];
  readonly held?: readonly string[];
}

const key = "untold";

/** Source: private state. */
export function readSaid(bytes: Uint8Array): Said {
  const entry = privateEntry(bytes, key);
  const fields = isJsonObject(entry) ? Object.entries(entry) : [];
  return new Map(fields.flatMap(([name, value]) => (isPlain(value) ? [[name, value]] : [])));
}

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

/** Private state of a plan: also what code says now of each placeholder that it keeps. */
export function planSaid(bytes: Uint8Array, request: Request, planned: Fields): Uint8Array {
  const said = new Map(request.said);
  for (const [name, attribute] of Object.entries(request.attributes)) {
    const wanted = request.config[name] ?? null;
    if (isUntold(name, attribute, request) && isPlaceholder(attribute, planned[name]) && isPlain(wanted))
      said.set(name, wanted);
  }
  return said.size === 0 ? bytes : withPrivateEntry(bytes, key, Object.fromEntries(said));
}

/** Private state after an apply: nothing of what has a value of its own in the state now. */
export function settleSaid(bytes: Uint8Array, attributes: SchemaFacts, state: Fields): Uint8Array {
  const said = [...readSaid(bytes)];
  const kept = said.filter(([name]) => isPlaceholder(attributes[name], state[name]));
  return kept.length === said.length ? bytes : withPrivateEntry(bytes, key, Object.fromEntries(kept));
}

/** The prior state as handlers meet it: what code said, where a placeholder gives way. */
export function withSaid(attributes: SchemaFacts, prior: Fields, planned: Fields, said: Said): Fields {
  const told = [...said].filter(
    ([name]) =>
      isPlaceholder(attributes[name], prior[name]) && !isPlaceholder(attributes[name], planned[name]),
  );
  return { ...prior, ...Object.fromEntries(told) };
}

/** Does a placeholder stay? Unless code gives another value than the one that it stands for. */
export function isHeld(name: string, attribute: AttributeFacts, request: Request): boolean {
  const { config, prior, said, withheld, held } = request;
  const wanted = config[name] ?? null;
  if (withheld?.includes(name) === true) return wanted === null || held?.includes(name) === true;
  if (!isUntold(name, attribute, request)) return false;
  const before = said?.get(name);
  const judgedBy = attribute.words.untold?.judgedBy;
  if (wanted === null) return (before ?? null) === null;
  if (typeof judgedBy === "function")
    return !isUnknown(wanted) && judgedBy(wanted, prior ?? {}, before ?? null);
  if (before !== undefined) return sameAttribute(attribute, wanted, before);
  return judgedBy === undefined || held?.includes(name) === true;
}

/** Is this what an import has put in place of a value that no server tells? An apply knows what it has written. */
function isUntold(name: string, attribute: AttributeFacts, { prior, memory, said }: Request): boolean {
  const isOpen = memory === undefined || typeof attribute.words.untold?.judgedBy === "function";
  return (isOpen || said?.has(name) === true) && isPlaceholder(attribute, prior?.[name]);
}

function isPlaceholder(attribute: AttributeFacts | undefined, value: CtyValue | undefined): boolean {
  const untold = attribute?.words.untold;
  if (attribute === undefined || untold === undefined || value === undefined) return false;
  return rawEqual(attribute.kind.cty, value, untold.placeholder);
}
