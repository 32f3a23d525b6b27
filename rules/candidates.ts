/** Prefect looks at no more candidates than about this, and so finds no more dates. */
export const mostOccurrences = 1000;

/**
 * The first `count` distinct values, as Prefect's schedules collect them.
 * @param key by which two candidates are the same
 */
export function firstOf<T>(candidates: Iterable<T>, count: number, key: (one: T) => unknown): T[] {
  const found = new Map<unknown, T>();
  let looked = 0;
  for (const candidate of candidates) {
    const name = key(candidate);
    if (!found.has(name)) found.set(name, candidate);
    if (found.size >= count || looked > mostOccurrences) break;
    looked += 1;
  }
  return [...found.values()];
}
