import { accepted, type Verdict } from "./verdict";

/** Whether a Prefect server takes `rule` as a schedule's `rrule`. */
export function rrule(_rule: string): Verdict {
  return accepted;
}
