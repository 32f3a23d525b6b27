import { median } from "./median";

/** Seconds that `action` takes. */
export async function seconds(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return (performance.now() - start) / 1000;
}

/**
 * The median of what each of `measures` gives. They take turns, each round the other way about, so that a busy moment
 * of the machine, or one that goes on getting slower, hits all alike.
 */
export async function turns(count: number, measures: readonly (() => Promise<number>)[]): Promise<number[]> {
  const taken = measures.map((measure) => ({ measure, values: [] as number[] }));
  for (let round = 0; round < count; round++) {
    for (const { measure, values } of round % 2 === 0 ? taken : taken.toReversed())
      values.push(await measure());
  }
  return taken.map(({ values }) => median(values));
}

/** The median seconds of each action, in turns. */
export function rounds(count: number, actions: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  return turns(
    count,
    actions.map((action) => () => seconds(action)),
  );
}
