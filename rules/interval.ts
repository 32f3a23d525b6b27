import type { LosslessNumber } from "lossless-json";
import { accepted, type Verdict } from "./verdict";

/** Whether a Prefect server takes `seconds` as a schedule's `interval`. */
export function interval(_seconds: number | bigint | LosslessNumber): Verdict {
  return accepted;
}
