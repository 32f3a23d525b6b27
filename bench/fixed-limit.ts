/** Stands in for `client/limit.ts` in a provider that is built to try a fixed number of writes at once. */
import type { LimitRange, Ticket } from "../client/limit";

declare const BENCH_WRITES: number;

export class AdaptiveLimit {
  readonly current: number;

  constructor({ initial, max }: LimitRange) {
    // Reads begin with several at once, writes with one.
    this.current = initial > 1 ? max : BENCH_WRITES;
  }

  start(): Ticket {
    return { epoch: 0, falls: 0, saturated: false };
  }

  answered(): void {}

  refused(): void {}
}
