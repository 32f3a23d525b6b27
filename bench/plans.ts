import type { Workspace } from "../tests/support/terraform";

/** Environment of what is measured: at each start Node 20 reads the file that this names. */
export const measured = { NODE_EXTRA_CA_CERTS: "" };

/** A plan that has to find nothing to do. */
export async function emptyPlan(workspace: Workspace): Promise<void> {
  const result = await workspace.run(["plan", "-input=false", "-no-color", "-detailed-exitcode"]);
  if (result.code !== 0)
    throw new Error(`the plan was to find nothing to do:\n${result.stdout}${result.stderr}`);
}
