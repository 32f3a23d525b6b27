import { isCloudAddress } from "./address";
import { hasShape } from "./answer-shape";
import { describeText, type ErrorBody, formatFields, readErrorBody } from "./error-body";
import { type FieldError, PrefectApiError } from "./errors";
import { apiVersion } from "./openapi/version";
import { isOlder, remarkOnAge, type ServerVersion } from "./server-version";

/** What is known of an answer besides its data. */
export interface AnswerFacts {
  readonly method: string;
  /** Below the API's address, without the query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | undefined;
  /** How the body is compressed; undefined: it is not. */
  readonly contentEncoding?: string | undefined;
  readonly text: string;
  readonly sentBody: string | undefined;
  /** What its sender has to say of it. */
  readonly remark?: string | undefined;
  readonly context: AnswerContext;
}

/** What all answers of one client have in common. */
export interface AnswerContext {
  readonly address: string;
  /** In words, where the credentials came from; undefined: there are none. */
  readonly credentials: string | undefined;
  /** In words, where the client was told not to use CSRF tokens; undefined: it was not. */
  readonly csrfOff: string | undefined;
  /** In words, the proxy that requests go through; undefined: there is none. */
  readonly proxy: () => string | undefined;
  /** Takes every secret out of a text. */
  readonly hide: (text: string) => string;
  readonly serverVersion: Pick<ServerVersion, "known" | "isNowhere">;
}

/** What the framework of the server's API answers where it has no such endpoint. */
const noEndpoint = "Not Found";

/** Whether a failure may come from the server's being older than this client. */
export const mayBeOfAge = (status: number, { detail, fields }: ErrorBody): boolean =>
  fields.length > 0 || status === 405 || (status === 404 && detail === noEndpoint);

const factsOf = new WeakMap<Response, AnswerFacts>();

export const rememberFacts = (response: Response, facts: AnswerFacts): void => {
  factsOf.set(response, facts);
};

/** Is it no Prefect API at all that answers there? Prefect Cloud, which tells no version, is one. */
const isElsewhere = (
  status: number,
  { detail }: ErrorBody,
  { address, serverVersion }: AnswerContext,
): boolean => status === 404 && detail === noEndpoint && serverVersion.isNowhere && !isCloudAddress(address);

/** Prefect says what it was that it has not found; without that a deletion has reached something else on the way. */
const isUndeletable = (
  method: string,
  status: number,
  { detail }: ErrorBody,
  { address }: AnswerContext,
): boolean => method === "DELETE" && status === 404 && detail === noEndpoint && !isCloudAddress(address);

const doubtAddress = ({ address }: AnswerContext): string =>
  `Does ${address} name the API of a Prefect server?`;

function advise(method: string, status: number, body: ErrorBody, context: AnswerContext): string | undefined {
  const { detail, isJson } = body;
  if (status === 401) {
    return context.credentials === undefined
      ? `No key and no auth string was given for ${context.address}: set PREFECT_API_KEY or PREFECT_API_AUTH_STRING.`
      : `${context.address} does not accept the credentials from ${context.credentials}.`;
  }
  if (status === 403 && context.csrfOff !== undefined && detail.includes("CSRF")) {
    return `The server wants CSRF tokens, and ${context.csrfOff} says not to use them.`;
  }
  if (status === 403 && detail.includes("CSRF token")) {
    return "A token that was just fetched is refused, too: do all requests reach the same server?";
  }
  const proxy = status === 407 || (!isJson && status >= 500) ? context.proxy() : undefined;
  if (status === 407) return `The proxy wants credentials: ${proxy ?? "see HTTPS_PROXY and HTTP_PROXY"}.`;
  if (proxy !== undefined) return `It may be the answer of the proxy ${proxy}.`;
  if (!isJson && (status === 404 || status === 405)) return doubtAddress(context);
  if (isElsewhere(status, body, context)) {
    return `${doubtAddress(context)} It knows no /admin/version either, which every Prefect server has: look at its host, port and path.`;
  }
  if (isUndeletable(method, status, body, context)) return doubtAddress(context);
  return mayBeOfAge(status, body) ? remarkOnAge(context.serverVersion.known) : undefined;
}

const joined = (...sentences: readonly (string | undefined)[]): string | undefined =>
  sentences.filter((one) => one !== undefined).join(" ") || undefined;

function explainField(field: FieldError, { hide, serverVersion }: AnswerContext): FieldError {
  if (field.isUnknown !== true || !isOlder(serverVersion.known)) {
    return { ...field, message: hide(field.message) };
  }
  const message = `needs a newer Prefect than ${serverVersion.known}, which the server runs (this client is made for ${apiVersion}): leave it out or upgrade the server`;
  return { ...field, message };
}

/** The error for an answer that is not a success. */
export function errorOf(facts: AnswerFacts): PrefectApiError {
  const { method, path, status, context } = facts;
  const body = readErrorBody(facts.text, facts.contentType, facts.sentBody, context.hide);
  const fields = body.fields.map((field) => explainField(field, context));
  // Each of them says it already.
  const isExplained = fields.length > 0 && fields.every(({ isUnknown }) => isUnknown);
  return new PrefectApiError({
    method,
    path,
    status,
    detail: fields.length > 0 ? formatFields(fields) : context.hide(body.detail),
    fields,
    isFromApi:
      body.isJson && !isElsewhere(status, body, context) && !isUndeletable(method, status, body, context),
    advice: isExplained ? undefined : joined(facts.remark, advise(method, status, body, context)),
  });
}

/** The error for a success whose body is not JSON. */
export function notJsonError(facts: AnswerFacts): PrefectApiError {
  const { method, path, status, context } = facts;
  const { contentEncoding = "identity" } = facts;
  const isPlain = /^\s*identity\s*$/i.test(contentEncoding);
  const looks = isPlain
    ? describeText(facts.text, facts.contentType, context.hide)
    : `what is compressed (content-encoding: ${context.hide(contentEncoding)})`;
  const advice = isPlain
    ? doubtAddress(context)
    : "That was not asked for: whatever stands before the server must leave the answers as they are.";
  const detail = `${looks} instead of JSON.`;
  return new PrefectApiError({ method, path, status, detail, fields: [], isFromApi: false, advice });
}

/** The error for a success whose JSON is not what the API answers there. */
export function unexpectedError({ method, path, status, context }: AnswerFacts): PrefectApiError {
  const detail = "JSON that is not what a Prefect API answers there.";
  return new PrefectApiError({
    method,
    path,
    status,
    detail,
    fields: [],
    isFromApi: false,
    advice: doubtAddress(context),
  });
}

/** The error for an answer that redirects to where this client does not follow. */
export function redirectError(
  facts: Omit<AnswerFacts, "text" | "contentType">,
  target: string,
): PrefectApiError {
  const { method, path, status, context } = facts;
  const detail = `a redirect to ${context.hide(target)}, which is not followed: credentials go to ${context.address} only.`;
  const advice = "If that is where the API is, make it the API's address.";
  return new PrefectApiError({ method, path, status, detail, fields: [], isFromApi: false, advice });
}

/** The error for a response of this client's, or of another fetch that openapi-fetch was given. */
export function answerError(response: Response, body: unknown): PrefectApiError {
  const facts = factsOf.get(response);
  if (facts !== undefined) return errorOf(facts);
  const text = typeof body === "string" ? body : (JSON.stringify(body) ?? "");
  const { detail, fields, isJson } = readErrorBody(text, undefined, undefined);
  return new PrefectApiError({
    status: response.status,
    method: "a request to",
    path: response.url,
    detail,
    fields,
    isFromApi: isJson,
  });
}

/** @throws PrefectApiError for a success without a body where the API answers something */
export function refuseEmpty(response: Response): void {
  const facts = factsOf.get(response);
  if (facts !== undefined && !hasShape(facts.method, facts.path, undefined)) throw notJsonError(facts);
}
