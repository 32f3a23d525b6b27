import type { Verdict } from "../rules";
import { Annotations, type IConstruct, Token } from "./framework";

/** An error that names the construct by its path, the property, what was given and what is wrong with it. */
export function refusal(construct: IConstruct, property: string, given: unknown, problem: string): Error {
  return new Error(`${construct.node.path}: ${property} ${JSON.stringify(given)}: ${problem}`);
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
  if (value === undefined || Token.isUnresolved(value)) return;
  const verdict = rule(value);
  if (verdict.verdict === "accepted") return;
  const message = `${property}: ${verdict.reason}`;
  if (verdict.verdict === "refused") throw new Error(`${construct.node.path}: ${message}`);
  Annotations.of(construct).addWarning(message);
}
