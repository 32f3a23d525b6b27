import { Construct } from "./framework";
import { isKnownLater } from "./tokens";

/** Longer ones are cut: an error is to be read. */
const longest = 200;

/** What kind of thing a value is, without a word of what is in it: `a list`, `a Date`, `NaN`, `5n`. */
export function described(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return cut(JSON.stringify(value));
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return "a list";
  if (Construct.isConstruct(value)) return `the construct ${value.node.path}`;
  const maker: unknown = Object.getPrototypeOf(value)?.constructor;
  const name = typeof maker === "function" ? maker.name : "";
  return name === "" || name === "Object" ? "an object" : `a ${name}`;
}

/** A value as an error shows what was given. It may be anything: types are not checked in JavaScript. */
export function shown(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") {
    if (isKnownLater(value)) return "(known only at apply)";
  }
  if (typeof value !== "object" || value === null || Construct.isConstruct(value)) return described(value);
  try {
    return cut(JSON.stringify(value) ?? described(value));
  } catch {
    return described(value);
  }
}

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
