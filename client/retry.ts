import { backoff, retryAfter } from "./backoff";
import type { HttpAnswer, Outcome } from "./exchange";
import { ProxyRefusal } from "./proxy";

/** For how long to go on, in milliseconds. */
export interface Patience {
  /** While there is no connection, or none that holds. */
  readonly connect: number;
  /** While the server answers that it is busy. */
  readonly busy: number;
}

/** What was tried of one request so far; times in milliseconds. */
export interface Tried {
  readonly tries: number;
  /** Since the request left our own queue. */
  readonly underWay: number;
  /** Since the first of the tries in a row that found no server; 0: the last one did. */
  readonly down: number;
}

export type Decision =
  /** Hand the answer on. */
  | { readonly kind: "answer" }
  /** Send it again after so many milliseconds. `busy`: let others go meanwhile. */
  | { readonly kind: "again"; readonly after: number; readonly busy: boolean }
  | { readonly kind: "fail"; readonly reason: "unconnected" | "interrupted" | "timed out" | "unknown fate" };

/** A request was refused, and nothing was done: the server is busy. Prefect has rolled back what it began. */
export const isBusy = (status: number): boolean => status === 503 || status === 429;

/** A gateway got no answer from the server behind it, which may or may not have done what was asked. */
export const isBadGateway = (status: number): boolean => status === 502 || status === 504;

/**
 * Whether an answer leaves open what was done. Prefect's own 503 is JSON; a gateway's may, as Envoy's, stand for a
 * connection to the server that broke.
 */
const isUnsettled = ({ status, body }: HttpAnswer): boolean =>
  isBadGateway(status) || (status === 503 && !/^\s*\{/.test(body.toString("latin1")));

/** Whether a try found no server. */
export const foundNoServer = (outcome: Outcome): boolean =>
  outcome.kind === "unconnected" ||
  outcome.kind === "interrupted" ||
  (outcome.kind === "answered" && isBadGateway(outcome.answer.status));

/** Causes that another try does not cure: certificates, servers that do not speak what is spoken to them, answers without end. */
const permanentCodes =
  /^(ERR_TLS|ERR_SSL|ERR_INVALID|EPROTO|HPE_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_OSSL|TOO_LONG)/;

export const causeCode = (cause: Error): string => ("code" in cause ? String(cause.code) : "");

export const isPermanent = (cause: Error): boolean =>
  cause instanceof ProxyRefusal
    ? cause.status < 500 && !isBusy(cause.status)
    : permanentCodes.test(causeCode(cause));

/**
 * What to do after a try.
 * @param resendable whether sending the request twice does no harm
 * @param random from 0 to 1
 * @param now milliseconds since 1970, to read a date in `Retry-After`
 */
export function decide(
  outcome: Outcome,
  tried: Tried,
  {
    resendable,
    patience,
    random,
    now,
  }: { resendable: boolean; patience: Patience; random: number; now: number },
): Decision {
  const delay = backoff(tried.tries, random);
  if (outcome.kind === "timed out")
    return { kind: "fail", reason: resendable ? "timed out" : "unknown fate" };
  if (!resendable && outcome.kind === "answered" && isUnsettled(outcome.answer))
    return { kind: "fail", reason: "unknown fate" };
  if (outcome.kind === "answered" && isBusy(outcome.answer.status)) {
    const left = patience.busy - tried.underWay;
    // Whoever asks for no wait at all is not asked without end in no time.
    const after = Math.max(Math.min(delay, left), retryAfter(outcome.answer.headers, now) ?? 0);
    return left <= 0 || after > left ? { kind: "answer" } : { kind: "again", after, busy: true };
  }
  if (!foundNoServer(outcome)) return { kind: "answer" };
  if (outcome.kind !== "unconnected" && !resendable) return { kind: "fail", reason: "unknown fate" };
  const left = patience.connect - tried.down;
  const isHopeless = outcome.kind !== "answered" && isPermanent(outcome.cause);
  if (left > 0 && !isHopeless) return { kind: "again", after: Math.min(delay, left), busy: false };
  return outcome.kind === "answered" ? { kind: "answer" } : { kind: "fail", reason: outcome.kind };
}
