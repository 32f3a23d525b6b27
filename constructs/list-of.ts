import type { Construct, IConstruct } from "./framework";
import { refusal } from "./refusal";

/**
 * What a property has that takes a list.
 *
 * @throws Error naming the construct for anything else, which only an unchecked type lets through
 */
export function listOf<T>(
  construct: IConstruct,
  property: string,
  given: readonly T[] | undefined,
): readonly T[] | undefined {
  if (given === undefined || given === null || Array.isArray(given)) return given;
  throw refusal(construct, property, given, "a list is needed");
}

interface Bindable<Bound> {
  bind(construct: Construct, property: string): Bound;
}

/**
 * Each of a list in the form of the bindings.
 *
 * @param what each has to be, for the error: `a Schedule, such as Schedule.cron(…)`
 * @throws Error naming the construct for anything else, and what their `bind` throws
 */
export function bindAll<Bound>(
  construct: Construct,
  property: string,
  given: ReadonlyArray<Bindable<Bound>> | undefined,
  what: string,
): Bound[] | undefined {
  return listOf(construct, property, given)?.map((one, index) => {
    const place = `${property}[${index}]`;
    if (typeof one?.bind !== "function") throw refusal(construct, place, one, `${what} is needed`);
    return one.bind(construct, place);
  });
}
