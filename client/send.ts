import { setTimeout as delay } from "node:timers/promises";
import { type AnswerContext, errorOf, notJsonError, unexpectedError } from "./answer-error";
import type { ApiRequest } from "./api-request";
import { Attempt } from "./attempt";
import type { Connections } from "./connection";
import { type CsrfToken, CsrfTokens } from "./csrf";
import { type HttpAnswer, longestTimer, type Outcome } from "./exchange";
import { failure } from "./failure";
import { givenUpRemark } from "./given-up";
import { operationOf } from "./operation";
import { Outage } from "./outage";
import type { RequestQueue } from "./queue";
import type { ResolvedSettings } from "./resolve-settings";
import { type Decision, decide, foundNoServer, isBusy } from "./retry";
import { answeredAt } from "./server-clock";
import type { Try } from "./try";

/** A single try to connect is given up after so long, and begun again. */
const longestConnect = 10_000;
const shortestConnect = 3_000;
/** For so long a stopped client waits for the answer to a creation; else it would leave an object nobody knows of. */
const creationGrace = 10_000;

/** What happens around the tries of a request that has a place in the queue. */
interface Around {
  tried(outcome: Outcome, milliseconds: number): void;
  /** Waits while others may take the place. */
  stepAside(wait: () => Promise<void>): Promise<void>;
}

const alone: Around = { tried() {}, stepAside: (wait) => wait() };

interface Progress {
  tries: number;
  /** Milliseconds since the request left the queue, later waits in the queue not counted. */
  underWay: number;
  /** Of these, since the first of the last tries in a row that found no server. */
  down: number;
}

async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) throw signal.reason;
  try {
    await delay(Math.min(milliseconds, longestTimer), undefined, signal === undefined ? {} : { signal });
  } catch {
    throw signal?.reason;
  }
}

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends requests: each waits for its turn, and is tried again as long as that helps and does no harm. */
export class Sender {
  readonly #attempt: Attempt;
  readonly #csrf: CsrfTokens;
  readonly #outage = new Outage();

  constructor(
    private readonly settings: ResolvedSettings,
    connections: Connections,
    private readonly queue: RequestQueue,
    private readonly context: AnswerContext,
    private readonly signal: AbortSignal | undefined,
    private readonly onTry: ((one: Try) => void) | undefined,
  ) {
    this.#attempt = new Attempt(settings, connections, context);
    this.#csrf = new CsrfTokens(settings.csrf, (client) => this.#fetchCsrfToken(client));
  }

  /**
   * @throws PrefectConnectionError, PrefectTimeoutError, PrefectUnknownFateError, or the signal's reason; an answer
   * with an error status is an answer
   */
  async send(request: ApiRequest): Promise<HttpAnswer> {
    const kind = operationOf(request.method, request.path).isRead ? "read" : "write";
    const limit = this.queue.limit(kind);
    let place = await this.queue.enter(kind, false, request.signal);
    try {
      return await this.#travel(request, {
        tried(outcome, milliseconds) {
          if (outcome.kind !== "answered") return;
          if (isBusy(outcome.answer.status)) limit.refused(place.ticket);
          else limit.answered(place.ticket, milliseconds);
        },
        stepAside: async (wait) => {
          place.leave();
          await wait();
          place = await this.queue.enter(kind, true, request.signal);
        },
      });
    } finally {
      place.leave();
    }
  }

  async #travel(request: ApiRequest, around: Around): Promise<HttpAnswer> {
    const { connectTimeout, retryTimeout } = this.settings;
    const patience = {
      connect: this.#outage.patience(Date.now(), connectTimeout * 1000),
      busy: retryTimeout * 1000,
    };
    const progress: Progress = { tries: 0, underWay: 0, down: 0 };
    for (;;) {
      const outcome = await this.#try(request, patience.connect, progress, around);
      const decision = decide(outcome, progress, {
        resendable: operationOf(request.method, request.path).isResendable,
        patience,
        random: Math.random(),
        now: Date.now(),
      });
      if (decision.kind === "fail") {
        if (decision.reason === "unconnected") this.#outage.gaveUp(Date.now());
        throw failure(
          { request, outcome, reason: decision.reason, ...progress },
          this.settings,
          this.context.hide,
        );
      }
      if (decision.kind === "answer" && outcome.kind === "answered") {
        const remark = givenUpRemark(outcome.answer, progress, this.settings, Date.now());
        return remark === undefined ? outcome.answer : { ...outcome.answer, remark };
      }
      if (decision.kind === "again") await this.#pause(request, decision, progress, around);
    }
  }

  async #try(request: ApiRequest, patience: number, progress: Progress, around: Around): Promise<Outcome> {
    const { connectTimeout, requestTimeout } = this.settings;
    const atLeast = Math.min(connectTimeout * 1000, shortestConnect);
    const start = performance.now();
    const outcome = await this.#attempt.once(request, this.#csrf, {
      connect: Math.min(longestConnect, Math.max(patience - progress.down, atLeast)),
      answer: requestTimeout * 1000,
      signal: request.signal,
      grace: operationOf(request.method, request.path).isResendable
        ? undefined
        : { milliseconds: creationGrace, signal: request.atOnce },
    });
    const milliseconds = performance.now() - start;
    progress.tries += 1;
    progress.underWay += milliseconds;
    progress.down = foundNoServer(outcome) ? progress.down + milliseconds : 0;
    if (!foundNoServer(outcome)) this.#outage.reached();
    around.tried(outcome, milliseconds);
    const result = outcome.kind === "answered" ? outcome.answer.status : outcome.kind;
    this.onTry?.({ method: request.method, path: request.path, result, milliseconds });
    return outcome;
  }

  async #pause(
    request: ApiRequest,
    { after, busy }: Extract<Decision, { kind: "again" }>,
    progress: Progress,
    around: Around,
  ): Promise<void> {
    const start = performance.now();
    const wait = () => sleep(after, request.signal);
    await (busy ? around.stepAside(wait) : wait());
    progress.underWay += busy ? after : performance.now() - start;
    if (!busy) progress.down += performance.now() - start;
  }

  /** Not through the queue: a request that holds a place is waiting for it. */
  async #fetchCsrfToken(client: string): Promise<CsrfToken | undefined> {
    const path = `/csrf-token?client=${client}`;
    const request = { method: "GET", path, headers: {}, body: undefined, signal: this.signal };
    const answer = await this.#travel(request, alone);
    const text = answer.body.toString("utf8");
    if (answer.status === 404 || (answer.status === 422 && text.includes("disabled"))) return undefined;
    const parsed: unknown = answer.status === 200 ? parsedOrNothing(text) : undefined;
    if (typeof parsed === "object" && parsed !== null && "token" in parsed && "expiration" in parsed) {
      const lifetime = Date.parse(String(parsed.expiration)) - answeredAt(answer.headers, Date.now());
      return { token: String(parsed.token), lifetime };
    }
    const contentType = answer.headers["content-type"];
    const { status } = answer;
    const facts = { method: "GET", path: "/csrf-token", status, contentType, text, sentBody: undefined };
    const isJson = parsed !== undefined;
    const error = status !== 200 ? errorOf : isJson ? unexpectedError : notJsonError;
    throw error({ ...facts, context: this.context });
  }
}
