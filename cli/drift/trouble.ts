import { PrefectError } from "../../client";
import type { Problem } from "./report";

/** Something could not be told: thrown where it is found out, and a {@link Problem} of the report in the end. */
export class Trouble extends Error {
  override readonly name = "Trouble";

  constructor(
    readonly step: string,
    readonly summary: string,
    readonly detail = "",
  ) {
    super(`${step}: ${summary}`);
  }
}

/** What a failure says in the report. What is none of this command's own comes with the step that it interrupted. */
export function problemOf(error: unknown, stack: string | null, step: string): Problem {
  if (error instanceof Trouble) {
    return { stack, step: error.step, summary: error.summary, detail: error.detail };
  }
  if (error instanceof PrefectError)
    return { stack, step, summary: firstLine(error.message), detail: error.message };
  if (error instanceof Error) return { stack, step, summary: firstLine(error.message), detail: "" };
  return { stack, step, summary: String(error), detail: "" };
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
