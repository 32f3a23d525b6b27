import { askPython } from "../../constructs/python/ask-python";
import { listScript } from "./list-script";
import type { Schema } from "./typescript-type";

/** A flow found in a file. */
export interface FoundFlow {
  /** `flows/etl.py:etl` */
  readonly entrypoint: string;
  /** The JSON schema of its parameters, as Prefect computes it. */
  readonly schema: Schema;
}

/** A file that could not be read or imported. */
export interface FailedFile {
  readonly file: string;
  readonly reason: string;
}

type ListAnswer =
  | { readonly flows: readonly FoundFlow[]; readonly failures: readonly FailedFile[] }
  | { readonly problem: "no prefect"; readonly detail: string };

/**
 * The flows of Python files, each file run by the interpreter as `prefect deploy` does.
 *
 * @param files relative to the working directory
 * @throws Error that says what to do where the interpreter cannot be started or has no Prefect
 */
export function listFlows(
  files: readonly string[],
  python: string,
): { readonly flows: readonly FoundFlow[]; readonly failures: readonly FailedFile[] } {
  const answer: ListAnswer = askPython(python, process.cwd(), listScript, files);
  if ("problem" in answer) {
    throw new Error(
      `${python} has no Prefect (${answer.detail}). Install it there, activate the virtual environment of the flows, or name its interpreter with --python.`,
    );
  }
  return answer;
}
