import { answerError, refuseEmpty } from "./answer-error";
import { PrefectApiError } from "./errors";

/** What a call of the client resolves to. */
export type CallResult<T> =
  | { data: T; error?: never; response: Response }
  | { data?: never; error: unknown; response: Response };

const hasData = <T>(result: CallResult<T>): result is { data: T; error?: never; response: Response } =>
  result.response.ok;

/**
 * The data of an answered call together with its status, where the status tells something: `POST /deployments/`
 * answers 201 for a new deployment and 200 for one that existed.
 * @throws PrefectApiError
 */
export async function unwrapWithStatus<T>(
  call: Promise<CallResult<T>>,
): Promise<{ data: T; status: number }> {
  const result = await call;
  if (!hasData(result)) throw answerError(result.response, result.error);
  // An empty body is never parsed.
  if (result.data === undefined) refuseEmpty(result.response);
  return { data: result.data, status: result.response.status };
}

/**
 * The data of an answered call.
 * @example const flow = await unwrap(client.POST("/flows/", { body: { name: "etl" } }));
 * @throws PrefectApiError
 */
export async function unwrap<T>(call: Promise<CallResult<T>>): Promise<T> {
  return (await unwrapWithStatus(call)).data;
}

/**
 * The same, and undefined where the API answered 404. A 404 that is a page or text, or that answers every path, comes
 * from a proxy or another server, and says nothing of the object: it stays an error.
 */
export async function ifFound<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof PrefectApiError && error.status === 404 && error.isFromApi) return undefined;
    throw error;
  }
}
