import { PrefectError } from "../../client";

/** Something could not be told: thrown where it is found out, and a problem of the report in the end. */
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

/** What a report says of a failure. */
export interface Said {
  /** What was tried, in words. */
  readonly step: string;
  /** One line. */
  readonly summary: string;
  /** More lines; empty where there are none. */
  readonly detail: string;
}

/** What a failure says. What is none of this command's own comes with the step that it interrupted. */
export function saidBy(error: unknown, step: string): Said {
  if (error instanceof Trouble) return { step: error.step, summary: error.summary, detail: error.detail };
  if (error instanceof PrefectError)
    return { step, summary: firstLine(error.message), detail: error.message };
  if (error instanceof Error) return { step, summary: firstLine(error.message), detail: "" };
  return { step, summary: String(error), detail: "" };
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
