import { type AnswerContext, redirectError } from "./answer-error";
import type { ApiRequest } from "./api-request";
import type { Connections } from "./connection";
import { type CsrfTokens, isCsrfRefusal } from "./csrf";
import { type ExchangeLimits, exchange, type Outcome } from "./exchange";
import { operationOf } from "./operation";
import { redirectOf } from "./redirect";
import type { ResolvedSettings } from "./resolve-settings";

const mostRedirects = 5;
const mostCsrfRenewals = 2;

type Headers = Readonly<Record<string, string>>;

const needsCsrfToken = (method: string): boolean => method !== "GET" && method !== "HEAD";

/** Headers of every request, by lower-case name. A custom Authorization replaces the client's own. */
function standingHeaders({ authorization, customHeaders, userAgent }: ResolvedSettings): Headers {
  const custom = Object.entries(customHeaders).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    accept: "application/json",
    "accept-encoding": "identity",
    ...(authorization === undefined ? {} : { authorization }),
    ...Object.fromEntries(custom),
    "user-agent": userAgent,
  };
}

/** One try of a request: credentials put on, CSRF token renewed, redirects followed that stay on the server. */
export class Attempt {
  readonly #origin: string;
  readonly #basePath: string;
  readonly #standing: Headers;

  constructor(
    settings: ResolvedSettings,
    private readonly connections: Connections,
    private readonly context: AnswerContext,
  ) {
    const { origin, pathname } = new URL(settings.address);
    this.#origin = origin;
    this.#basePath = pathname;
    this.#standing = standingHeaders(settings);
  }

  /** @throws PrefectApiError for a redirect that leads elsewhere */
  async once(request: ApiRequest, csrf: CsrfTokens, limits: ExchangeLimits): Promise<Outcome> {
    for (let renewals = 0; ; renewals++) {
      const token = needsCsrfToken(request.method) ? await csrf.current() : undefined;
      const outcome = await this.#follow(request, token === undefined ? {} : csrf.headers(token), limits);
      if (outcome.kind !== "answered" || renewals === mostCsrfRenewals) return outcome;
      const { status, body } = outcome.answer;
      if (!isCsrfRefusal(status, () => body.toString("utf8")) || !(await csrf.refused(token))) return outcome;
    }
  }

  async #follow(request: ApiRequest, csrf: Headers, limits: ExchangeLimits): Promise<Outcome> {
    const { method, body } = request;
    const { isResendable } = operationOf(method, request.path);
    const route = this.connections.route(isResendable ? "kept" : "fresh");
    const headers = { ...request.headers, ...this.#standing, ...csrf };
    let path = this.#basePath + request.path;
    for (let redirects = 0; ; redirects++) {
      const outcome = await exchange(route, { method, path, headers, body }, limits);
      if (outcome.kind !== "answered" || redirects === mostRedirects) return outcome;
      const { status } = outcome.answer;
      const redirect = redirectOf(status, outcome.answer.headers.location, method, this.#origin + path);
      if (redirect.kind === "none") return outcome;
      if (redirect.kind === "refuse") {
        const facts = { method, path: request.path, status, sentBody: undefined, context: this.context };
        throw redirectError(facts, redirect.target);
      }
      path = redirect.path;
    }
  }
}
