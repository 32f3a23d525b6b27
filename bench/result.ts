import type { Figures } from "./figures";

/** What was measured of one part. */
export interface Result {
  readonly machine: string;
  /** The day of the measurement: 2026-11-23. */
  readonly date: string;
  /** How long the measuring took. */
  readonly seconds?: number;
  readonly figures: Figures;
}

/** By the name of the part. */
export type Results = Readonly<Record<string, Result>>;
