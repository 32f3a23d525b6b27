import { parseAnswer } from "./answer";
import { type AnswerContext, type AnswerFacts, errorOf, notJsonError, unexpectedError } from "./answer-error";
import type { ApiRequest } from "./api-request";
import type { HttpAnswer } from "./exchange";
import { type JsonValue, stringifyJson } from "./json";
import { withoutQuery } from "./operation";

export interface CallRequest {
  readonly method: string;
  /** Below the API's address, escaped. */
  readonly path: string;
  readonly body?: unknown;
}

/**
 * Calls the API and takes its OpenAPI document at its word for what the answer is, but for the shape asked for.
 * @throws PrefectApiError
 */
export type Call = <T>(request: CallRequest, hasShape?: (answer: unknown) => boolean) => Promise<T>;

/** What is known of the answer to a request. */
export const factsOf = (request: ApiRequest, answer: HttpAnswer, context: AnswerContext): AnswerFacts => ({
  method: request.method,
  path: withoutQuery(request.path),
  status: answer.status,
  contentType: answer.headers["content-type"],
  text: answer.body.toString("utf8"),
  sentBody: request.body,
  context,
});

/** @throws PrefectApiError when the answer is not JSON */
export function parseFacts(facts: AnswerFacts): JsonValue {
  try {
    return parseAnswer(facts.text, facts.method, facts.path);
  } catch (error) {
    if (error instanceof SyntaxError) throw notJsonError(facts);
    throw error;
  }
}

export function makeCall(send: (request: ApiRequest) => Promise<HttpAnswer>, context: AnswerContext): Call {
  return async <T>(
    { method, path, body }: CallRequest,
    hasShape: (answer: unknown) => boolean = () => true,
  ): Promise<T> => {
    const request: ApiRequest = {
      method,
      path,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : stringifyJson(body),
      signal: undefined,
    };
    const facts = factsOf(request, await send(request), context);
    if (facts.status < 200 || facts.status > 299) throw errorOf(facts);
    const value: unknown = parseFacts(facts);
    if (!hasShape(value)) throw unexpectedError(facts);
    return value as T;
  };
}
