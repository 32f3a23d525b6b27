import { accepted, type Verdict } from "./verdict";

/** Whether a Prefect server takes `name` as a schedule's `timezone`. */
export function timezone(_name: string): Verdict {
  return accepted;
}
