import { PrefectApiError } from "./errors";

/** The error for an answer that is not a success. */
export function answerError(response: Response, body: unknown): PrefectApiError {
  const detail = typeof body === "string" ? body : "";
  return new PrefectApiError({ status: response.status, method: "", path: response.url, detail, fields: [] });
}
