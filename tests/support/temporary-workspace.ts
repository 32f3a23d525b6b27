import { onTestFinished } from "vitest";
import { Workspace, type WorkspaceOptions } from "./terraform";

/** A workspace whose folder goes when the test ends. */
export async function temporaryWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = await Workspace.create(options);
  onTestFinished(() => workspace.remove());
  return workspace;
}
