import { runPrefect } from "./run-prefect";

/** A rule of `judge.py`, and what it is to judge. */
export type Case = readonly [rule: string, ...values: unknown[]];

/** Whether Prefect's own code accepts each case, all asked in one Python process. */
export function prefectAccepts(cases: readonly Case[]): boolean[] {
  const accepted: boolean[] = JSON.parse(runPrefect("judge.py", cases));
  return accepted;
}
