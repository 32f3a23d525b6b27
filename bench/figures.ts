/** What one part of the benchmark found. */
export interface Figures {
  readonly tables: readonly Table[];
  readonly limits: readonly Limit[];
  /** Things that are counted, not timed, and so are the same on each machine: one that grows is a failure. */
  readonly counts: Readonly<Record<string, number>>;
  /** Points for the plot. */
  readonly points: readonly Point[];
  /** What could not be measured here, and why. */
  readonly left: readonly string[];
}

export interface Table {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

/** What has to hold. */
export interface Limit {
  readonly what: string;
  readonly measured: number;
  readonly atMost: number;
}

/** The cost of `series` per object when there are `objects` of them. */
export interface Point {
  readonly series: string;
  readonly objects: number;
  readonly millisecondsEach: number;
}

/** Figures with what was not given left empty. */
export function figures(some: Partial<Figures>): Figures {
  return { tables: [], limits: [], counts: {}, points: [], left: [], ...some };
}

/** What is no number holds no limit either. */
export function isBroken({ measured, atMost }: Limit): boolean {
  return !(measured <= atMost);
}

/** Counts that are larger than they were, in words. What was not counted before is no loss. */
export function grown(before: Figures | undefined, now: Figures): string[] {
  return Object.entries(now.counts).flatMap(([what, count]) => {
    const earlier = before?.counts[what];
    return earlier !== undefined && count > earlier ? [`${what}: ${count}, and it was ${earlier}`] : [];
  });
}
