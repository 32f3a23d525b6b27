import { type AnswerContext, type AnswerFacts, rememberFacts } from "./answer-error";
import type { ApiRequest } from "./api-request";
import { factsOf, parseFacts } from "./call";
import type { HttpAnswer } from "./exchange";

/** What openapi-fetch is given to send requests with. */
export interface Fetch {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly Request: typeof Request;
}

interface Verbatim {
  readonly url: string;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A Response takes no other; errors tell the one that was answered. */
const highestStatus = 599;

const bodiless = new Set([101, 204, 205, 304]);

function makeResponse(answer: HttpAnswer, facts: AnswerFacts): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const each of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, each);
  }
  // The body is here as a whole, however it came; openapi-fetch goes by the length.
  headers.delete("transfer-encoding");
  headers.set("content-length", String(answer.body.length));
  const body = bodiless.has(answer.status) ? null : answer.body;
  const response = new Response(body, { status: Math.min(answer.status, highestStatus), headers });
  rememberFacts(response, facts);
  return Object.assign(response, { json: async () => parseFacts(facts) });
}

/**
 * A fetch for openapi-fetch that sends through `send`. The built-in `Request` rewrites paths (a name `..` would
 * change the path) and makes a stream of the body, so the one made here remembers what it was given.
 */
export function makeFetch(send: (request: ApiRequest) => Promise<HttpAnswer>, context: AnswerContext): Fetch {
  const { address } = context;

  class VerbatimRequest extends Request {
    readonly verbatim: Verbatim;

    constructor(...[input, init]: ConstructorParameters<typeof Request>) {
      super(input, init);
      const body = typeof init?.body === "string" ? init.body : undefined;
      this.verbatim = { url: String(input), body, signal: init?.signal ?? undefined };
    }
  }

  const fetch = async (request: Request): Promise<Response> => {
    if (!(request instanceof VerbatimRequest)) throw new TypeError("Not a request of this client.");
    const { url, body, signal } = request.verbatim;
    if (!url.startsWith(`${address}/`)) {
      throw new TypeError("A request may go to the API's own address only.");
    }
    const headers = Object.fromEntries(request.headers);
    const sent: ApiRequest = {
      method: request.method,
      path: url.slice(address.length),
      headers,
      body,
      signal,
    };
    const answer = await send(sent);
    return makeResponse(answer, factsOf(sent, answer, context));
  };

  return { fetch, Request: VerbatimRequest };
}
