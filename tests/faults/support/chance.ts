/** The seed of this run: SEED, or a new one. It is printed, so that a run can be made again. */
export const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** Numbers from 0 to 1 that follow from the seed alone (mulberry32). */
export function chance(start = seed): () => number {
  console.log(`SEED=${start}`);
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
