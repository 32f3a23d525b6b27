import { randomUUID } from "node:crypto";

export interface CsrfToken {
  readonly token: string;
  /** For how many milliseconds from now it is good, by the server's clock. */
  readonly lifetime: number;
}

/** Fetches a token for a client; undefined: the server uses none. */
export type FetchToken = (client: string) => Promise<CsrfToken | undefined>;

/** A token is renewed this long before it expires, for the time a request is on its way. */
const margin = 30_000;
/** Not sooner than that: a new token makes those useless that other requests are on their way with. */
const shortestUse = 1_000;

/**
 * The token that a server with CSRF protection demands of every request but GET. One is fetched for all requests
 * that want it at once, used again until shortly before it expires, and replaced when the server refuses it.
 */
export class CsrfTokens {
  readonly #client = randomUUID();
  readonly #fetch: FetchToken;
  /** Whether requests carry a token; undefined: the server has not asked for one yet. */
  #wanted: boolean | undefined;
  #token: CsrfToken | undefined;
  /** Milliseconds since 1970. */
  #renewAt = 0;
  #pending: Promise<CsrfToken | undefined> | undefined;

  constructor(wanted: boolean | undefined, fetch: FetchToken) {
    this.#wanted = wanted;
    this.#fetch = fetch;
  }

  /** The token to send now, if any. */
  async current(): Promise<string | undefined> {
    if (this.#wanted !== true) return undefined;
    if (this.#token === undefined || this.#renewAt <= Date.now()) await this.#renew();
    return this.#token?.token;
  }

  headers(token: string): Readonly<Record<string, string>> {
    return { "prefect-csrf-token": token, "prefect-csrf-client": this.#client };
  }

  /**
   * The server has refused a request for its token, or for having none.
   * @returns whether there is another one now
   */
  async refused(token: string | undefined): Promise<boolean> {
    if (this.#wanted === false) return false;
    this.#wanted = true;
    if (this.#token === undefined || this.#token.token === token) await this.#renew();
    return this.#token !== undefined && this.#token.token !== token;
  }

  async #renew(): Promise<void> {
    this.#pending ??= this.#fetch(this.#client).finally(() => {
      this.#pending = undefined;
    });
    this.#token = await this.#pending;
    if (this.#token === undefined) this.#wanted = false;
    const { lifetime } = this.#token ?? { lifetime: 0 };
    this.#renewAt = Date.now() + Math.max(lifetime - margin, lifetime / 2, shortestUse);
  }
}

/** Whether the answer to a request says that its token was missing or wrong. */
export const isCsrfRefusal = (status: number, body: () => string): boolean =>
  status === 403 && /CSRF token|Missing client identifier/.test(body());
