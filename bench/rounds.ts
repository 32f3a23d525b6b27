import { median } from "./median";

/** Seconds that `action` takes. */
export async function seconds(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return (performance.now() - start) / 1000;
}

/** The median seconds of each action. They take turns, so that a busy moment of the machine hits all alike. */
export async function rounds(count: number, actions: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const taken: number[][] = actions.map(() => []);
  for (let round = 0; round < count; round++) {
    for (const [index, action] of actions.entries()) taken[index]?.push(await seconds(action));
  }
  return taken.map(median);
}
