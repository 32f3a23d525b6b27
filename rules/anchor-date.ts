import { accepted, type Verdict } from "./verdict";

/** Whether a Prefect server takes `text` as an interval schedule's `anchor_date`. */
export function anchorDate(_text: string): Verdict {
  return accepted;
}
