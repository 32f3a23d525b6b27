import type { Verdict } from "../rules";
import { Annotations, type IConstruct } from "./framework";
import { described, shown } from "./shown";
import { isKnownLater } from "./tokens";

/** An error that names the construct by its path, the property, what was given and what is wrong with it. */
export function refusal(construct: IConstruct, property: string, given: unknown, problem: string): Error {
  return new Error(`${construct.node.path}: ${property} ${shown(given)}: ${problem}`);
}

/**
 * Judges a property by a rule of Prefect's: what a server refuses is an error, what it may refuse a warning. A value
 * with a token in it is known only at apply, and passes.
 *
 * @throws Error naming the construct
 */
export function judge<T>(
  construct: IConstruct,
  property: string,
  value: T | undefined,
  rule: (value: T) => Verdict,
): void {
  if (value === undefined || value === null || isKnownLater(value)) return;
  const verdict = rule(value);
  if (verdict.verdict === "accepted") return;
  const message = `${property}: ${verdict.reason}`;
  if (verdict.verdict === "refused") throw new Error(`${construct.node.path}: ${message}`);
  Annotations.of(construct).addWarning(message);
}

/**
 * As {@link judge}, for a text.
 *
 * @throws Error for anything else, which only an unchecked type lets through
 */
export function judgeText(
  construct: IConstruct,
  property: string,
  value: string | undefined,
  rule: (value: string) => Verdict,
): void {
  const given: unknown = value;
  const isText = given === undefined || given === null || typeof given === "string";
  if (!isText && !isKnownLater(given)) {
    throw new Error(`${construct.node.path}: ${property}: ${described(given)} was given; a text is needed.`);
  }
  judge(construct, property, value, rule);
}
