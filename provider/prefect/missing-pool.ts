import { PrefectApiError, type PrefectClient } from "../../client";
import type { Uncertain } from "../framework/attribute";
import { at, type Diagnostic, DiagnosticError, problem, warning } from "../framework/diagnostic";
import { known } from "./written";

/** Writes what names a work pool. Where there is no such pool the server fails with 404 or 500; the error says why. */
export async function writingToPool<T>(
  client: PrefectClient,
  pool: Uncertain<string | null>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const name = known(pool) ?? "";
    const isPossible = error instanceof PrefectApiError && (error.status === 404 || error.status === 500);
    if (!isPossible || name === "" || (await client.read.workPool(name)) !== undefined) throw error;
    throw new DiagnosticError([
      problem(
        `There is no work pool "${name}"`,
        "Nothing was written. Make the pool first: if it is a resource of this configuration, refer to it (`work_pool_name = prefect_work_pool.NAME.name`).",
        at("work_pool_name"),
      ),
    ]);
  }
}

/** Said in a plan of what names a pool that is not there: another resource of the same apply may make it. */
export const noSuchPool = (pool: string): Diagnostic =>
  warning(
    `There is no work pool "${pool}" yet`,
    "The server refuses what names a pool that it does not have. If the pool is made in the same apply, refer to its " +
      "resource (`work_pool_name = prefect_work_pool.NAME.name`), so that it comes first.",
    at("work_pool_name"),
  );
