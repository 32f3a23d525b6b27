import { expect } from "vitest";
import { summary } from "../../support/plan-summary";
import { prefectApi } from "../../support/prefect-api";
import type { Workspace } from "../../support/terraform";
import { objectsInState, objectsOnServer } from "./objects";

/**
 * Applies once more, and holds that the server then has just what the state has: nothing doubled, nothing orphaned,
 * nothing left to do.
 * @returns how many objects there are
 */
export async function expectConverged(
  workspace: Workspace,
  apiUrl: string,
  isOurs?: (name: string) => boolean,
): Promise<number> {
  await workspace.apply();
  expect(summary(await workspace.plan())).toEqual({});
  const { stdout } = await workspace.run(["show", "-json"]);
  const inState = objectsInState(stdout);
  expect(await objectsOnServer(prefectApi(apiUrl), isOurs)).toEqual(inState);
  return inState.length;
}
