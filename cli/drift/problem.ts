import { saidBy } from "../report/trouble";
import type { Problem } from "./report";

/** What a failure says in the report. */
export const problemOf = (error: unknown, stack: string | null, step: string): Problem => ({
  stack,
  ...saidBy(error, step),
});
