import type { ApiRequest } from "./api-request";
import { PrefectConnectionError, PrefectTimeoutError, PrefectUnknownFateError } from "./errors";
import type { Outcome } from "./exchange";
import { withoutQuery } from "./operation";
import { describeProxy, ProxyRefusal, proxyFor } from "./proxy";
import type { ResolvedSettings } from "./resolve-settings";
import { causeCode, type Decision, isPermanent } from "./retry";

export interface Failed {
  readonly request: ApiRequest;
  readonly outcome: Outcome;
  readonly reason: Extract<Decision, { kind: "fail" }>["reason"];
  readonly tries: number;
  /** Milliseconds. */
  readonly underWay: number;
}

function describeCause(cause: Error): string {
  const causes: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  const words = causes.map((each) => (each instanceof Error ? each.message : String(each))).join("; ");
  return words.replace(/\s+/g, " ").trim();
}

const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO|ISSUER/;

function unconnectedAdvice(
  cause: Error | undefined,
  source: string | undefined,
  proxy: string | undefined,
): string {
  const code = cause === undefined ? "" : causeCode(cause);
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return "The certificate is for another host: give the address with the host's name that stands in it.";
  }
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID") {
    return "Renew the certificate, or set this machine's clock if it is wrong.";
  }
  if (certificateCodes.test(code)) {
    return "If the server is to be trusted, name its authority's certificate in PREFECT_API_SSL_CERT_FILE.";
  }
  if (code === "EPROTO" && cause?.message.includes("alert")) {
    return "The two agree on no way to speak TLS: it has to know TLS 1.2 or a newer one.";
  }
  if (code === "EPROTO") {
    return proxy === undefined
      ? "It does not speak TLS there: should the address begin with http://?"
      : "One of the two does not speak TLS there: should its address begin with http://?";
  }
  if (proxy !== undefined && cause instanceof ProxyRefusal) {
    if (cause.status === 407) return `The proxy wants credentials: ${proxy}.`;
    return "Does the proxy let through what goes to that host and port? A host named in NO_PROXY is reached without it.";
  }
  if (proxy !== undefined) {
    return "Is the proxy running, and is its address right? A host named in NO_PROXY is reached without it.";
  }
  return `Is the server running, and is its address right? It comes from ${source ?? "the settings"}.`;
}

function interruptionDoubt(cause: Error, address: string): string {
  if (isPermanent(cause)) return ` Is it a Prefect API that answers at ${address}?`;
  const mayBeTls = causeCode(cause) === "ECONNRESET" && address.startsWith("http://");
  return mayBeTls ? " If it speaks TLS there, the address has to begin with https://." : "";
}

/** The error for a request that was given up without an answer. */
export function failure(
  { request, outcome, reason, tries, underWay }: Failed,
  { address, requestTimeout, sources, env }: ResolvedSettings,
  hide: (text: string) => string,
): PrefectConnectionError {
  const cause = outcome.kind === "unconnected" || outcome.kind === "interrupted" ? outcome.cause : undefined;
  const options = cause === undefined ? {} : { cause };
  const because = cause === undefined ? "" : `: ${hide(describeCause(cause))}`;
  const tried = { address, seconds: Math.round(underWay / 100) / 10 };
  const howLong = `within ${tried.seconds} s (${tries === 1 ? "one try" : `${tries} tries`})`;
  const proxy = proxyFor(new URL(address), env);
  const via = proxy === undefined ? undefined : describeProxy(proxy);
  const through = via === undefined ? "" : ` through the proxy ${via},`;
  const again = tries === 1 ? "" : ", also when tried again";
  const doubt = cause === undefined ? "" : interruptionDoubt(cause, address);
  const what = `${request.method} ${withoutQuery(request.path)}`;
  switch (reason) {
    case "unconnected":
      return new PrefectConnectionError(
        `No connection to the Prefect API at ${address} could be made${through} ${howLong}${because}. ` +
          unconnectedAdvice(cause, sources.apiUrl, via),
        tried,
        options,
      );
    case "interrupted":
      return new PrefectConnectionError(
        `The Prefect API at ${address} broke off ${what}${again} ${howLong}${because}.${doubt}`,
        tried,
        options,
      );
    case "timed out":
      return new PrefectTimeoutError(
        `The Prefect API at ${address} did not answer ${what} within ${requestTimeout} s.`,
        tried,
      );
    case "unknown fate": {
      const isLate = outcome.kind === "timed out";
      // The server may be at work on what took a gateway too long.
      const isTimeout = isLate || (outcome.kind === "answered" && outcome.answer.status === 504);
      const late = isLate ? `: none came within ${requestTimeout} s` : because;
      const lost = outcome.kind === "answered" ? `: a gateway answered ${outcome.answer.status}` : late;
      return new PrefectUnknownFateError(
        `${what} was sent to the Prefect API at ${address} and its answer was lost${lost}. Whether it was carried ` +
          "out is not known: look at the server before sending it again.",
        tried,
        options,
        isTimeout,
      );
    }
  }
}
