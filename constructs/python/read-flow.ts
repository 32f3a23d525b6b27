import { resolve } from "node:path";
import { activePython, askPython, interpreterPath } from "./ask-python";
import { cachedFlow, rememberFlow } from "./flow-cache";
import { flowScript } from "./flow-script";
import type { PythonFlow } from "./python-flow";

export interface ReadFlowOptions {
  /** `flows/etl.py:etl` or `package.module.etl`, as in `prefect deploy`. */
  readonly entrypoint: string;
  /** Where the entrypoint is looked for; default: the working directory. */
  readonly directory?: string | undefined;
  /** The interpreter; default: that of the active virtual environment, else `python3`. It needs Prefect. */
  readonly python?: string | undefined;
}

type FlowAnswer =
  | { readonly flow: PythonFlow; readonly files: readonly string[] }
  | { readonly problem: "no prefect" | "no flow" | "no import"; readonly detail: string };

/**
 * Reads a flow by running its file, as `prefect deploy` does; the answer is kept until one of the files changes that
 * it was made from.
 *
 * @throws Error that says what to do where there is no interpreter, no Prefect, no such file, no flow in it, or where
 * the file cannot be imported
 */
export function readFlow({
  entrypoint,
  directory = ".",
  python = activePython(),
}: ReadFlowOptions): PythonFlow {
  if (!/[:.]/.test(entrypoint)) {
    throw new Error(
      `entrypoint "${entrypoint}": write "path/to/file.py:function" or "package.module.function".`,
    );
  }
  const folder = resolve(directory);
  const question = { python: interpreterPath(python, folder), folder, entrypoint, script: flowScript };
  const cached = cachedFlow(question);
  if (cached !== undefined) return cached;
  const answer = ask(question.python, folder, entrypoint);
  if ("problem" in answer)
    throw new Error(`${entrypoint}: ${explained(answer.problem, answer.detail, python, folder)}`);
  rememberFlow(question, answer.flow, answer.files);
  return answer.flow;
}

function ask(python: string, folder: string, entrypoint: string): FlowAnswer {
  try {
    return askPython<FlowAnswer>(python, folder, flowScript, [entrypoint]);
  } catch (error) {
    throw new Error(`${entrypoint}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function explained(
  problem: "no prefect" | "no flow" | "no import",
  detail: string,
  python: string,
  folder: string,
): string {
  switch (problem) {
    case "no prefect":
      return `${python} has no Prefect (${detail}). Install it there (pip install prefect), activate the virtual environment of the flows, or name its interpreter: python: ".venv/bin/python".`;
    case "no flow":
      return `${detail} An entrypoint is "file.py:function", and the function is decorated with @flow.`;
    case "no import":
      return `it cannot be imported from ${folder}: ${detail}. Mend the file, or install what it imports for ${python}.`;
  }
}
