import { parseAnswer } from "./answer";
import { type AnswerContext, type AnswerFacts, errorOf, notJsonError, unexpectedError } from "./answer-error";
import { hasShape } from "./answer-shape";
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
export type Call = <T>(request: CallRequest, isExpected?: (answer: unknown) => boolean) => Promise<T>;

/** What is known of the answer to a request. */
export const factsOf = (request: ApiRequest, answer: HttpAnswer, context: AnswerContext): AnswerFacts => ({
  method: request.method,
  path: withoutQuery(request.path),
  status: answer.status,
  contentType: answer.headers["content-type"],
  contentEncoding: answer.headers["content-encoding"],
  text: answer.body.toString("utf8"),
  sentBody: request.body,
  remark: answer.remark,
  context,
});

function parseText(facts: AnswerFacts): JsonValue {
  try {
    return parseAnswer(facts.text, facts.method, facts.path);
  } catch (error) {
    // Brackets without end are no JSON for a parser either.
    if (error instanceof SyntaxError || error instanceof RangeError) throw notJsonError(facts);
    throw error;
  }
}

const isSuccess = ({ status }: AnswerFacts): boolean => status >= 200 && status <= 299;

/** @throws PrefectApiError when the answer is not JSON, or a success is not what the API answers there */
export function parseFacts(facts: AnswerFacts): JsonValue {
  const value = parseText(facts);
  if (isSuccess(facts) && !hasShape(facts.method, facts.path, value)) throw unexpectedError(facts);
  return value;
}

export function makeCall(send: (request: ApiRequest) => Promise<HttpAnswer>, context: AnswerContext): Call {
  return async <T>(
    { method, path, body }: CallRequest,
    isExpected: (answer: unknown) => boolean = () => true,
  ): Promise<T> => {
    const request: ApiRequest = {
      method,
      path,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : stringifyJson(body),
      signal: undefined,
    };
    const facts = factsOf(request, await send(request), context);
    if (!isSuccess(facts)) throw errorOf(facts);
    const value: unknown = parseFacts(facts);
    if (!isExpected(value)) throw unexpectedError(facts);
    return value as T;
  };
}
