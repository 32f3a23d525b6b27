import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Route } from "./connection";
import { ProxyRefusal } from "./proxy";

export interface HttpRequest {
  readonly method: string;
  /** The path on the server, query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** What its sender has to say of it, when it was handed on for want of a better one. */
  readonly remark?: string | undefined;
}

/** What became of one request. */
export type Outcome =
  | { readonly kind: "answered"; readonly answer: HttpAnswer }
  /** There was no connection: nothing was sent. */
  | { readonly kind: "unconnected"; readonly cause: Error }
  /** It was sent, at least in part, and the connection broke before the whole answer was there. */
  | { readonly kind: "interrupted"; readonly cause: Error }
  /** It was sent, and the time for one request passed without a whole answer. */
  | { readonly kind: "timed out" };

export interface ExchangeLimits {
  /** Milliseconds until the connection must stand. */
  readonly connect: number;
  /** Milliseconds from then until the answer must be there. */
  readonly answer: number;
  readonly signal: AbortSignal | undefined;
  /** Where an answer matters also after `signal`: how many milliseconds to wait for it, and what ends even that. */
  readonly grace?: { readonly milliseconds: number; readonly signal: AbortSignal | undefined } | undefined;
}

/** The longest wait that a timer knows; a longer one would be none at all. */
export const longestTimer = 2 ** 31 - 1;

/** Bytes. No answer of a Prefect API comes near it; one without end would fill the memory before its time is over. */
const longestAnswer = 2 ** 27;

const tooLong = () =>
  Object.assign(new Error(`the answer is longer than ${longestAnswer / 2 ** 20} MB`), { code: "TOO_LONG" });

const connectTimeout = () => Object.assign(new Error("no connection within the time"), { code: "ETIMEDOUT" });

/** Calls `connected` once requests can be written to the socket, TLS included. */
function whenConnected(request: ClientRequest, socket: Socket, secure: boolean, connected: () => void): void {
  if (request.reusedSocket || (!secure && !socket.connecting)) connected();
  else socket.once(secure ? "secureConnect" : "connect", connected);
}

/** Sends one request and collects its answer. Never tries again. @throws the signal's reason when it aborts */
export function exchange(route: Route, sent: HttpRequest, limits: ExchangeLimits): Promise<Outcome> {
  const http: typeof import("node:http") = route.secure ? require("node:https") : require("node:http");
  return new Promise((resolve, reject) => {
    if (limits.signal?.aborted) return reject(limits.signal.reason);
    const length = sent.body === undefined ? {} : { "content-length": String(Buffer.byteLength(sent.body)) };
    const request = http.request({
      ...route.options,
      method: sent.method,
      path: route.pathPrefix + sent.path,
      headers: { ...route.headers, ...sent.headers, ...length },
    });
    let isConnected = false;
    let isOver = false;
    let timer = setTimeout(() => finish({ kind: "unconnected", cause: connectTimeout() }), limits.connect);

    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
      limits.signal?.removeEventListener("abort", stop);
      limits.grace?.signal?.removeEventListener("abort", abort);
    };
    const finish = (outcome: Outcome): void => {
      end();
      if (outcome.kind !== "answered") request.destroy();
      // Whoever was told to stop does not try again, so what became of it is of no use.
      if (outcome.kind !== "answered" && limits.signal?.aborted) reject(limits.signal.reason);
      else resolve(outcome);
    };
    const abort = (): void => {
      end();
      request.destroy();
      reject(limits.signal?.reason);
    };
    const stop = (): void => {
      const { grace } = limits;
      const isAwaited = grace !== undefined && !grace.signal?.aborted && isConnected;
      if (!isAwaited) {
        abort();
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(abort, grace.milliseconds);
    };
    const fail = (cause: Error): void => finish({ kind: isConnected ? "interrupted" : "unconnected", cause });

    limits.signal?.addEventListener("abort", stop, { once: true });
    limits.grace?.signal?.addEventListener("abort", abort, { once: true });
    request.on("socket", (socket) =>
      whenConnected(request, socket, route.secure, () => {
        if (isConnected || isOver) return;
        isConnected = true;
        clearTimeout(timer);
        timer = setTimeout(() => finish({ kind: "timed out" }), Math.min(limits.answer, longestTimer));
      }),
    );
    request.on("response", (message) => {
      isConnected = true;
      // Prefect closes the connection after an error of its own, without saying so.
      if ((message.statusCode ?? 0) >= 500) request.shouldKeepAlive = false;
      collect(message, (answer) => finish({ kind: "answered", answer }), fail);
    });
    // Without a listener Node ends such a request without a word.
    request.on("upgrade", () => fail(new Error("it switched to another protocol")));
    // Else it would count as the server's answer, though nobody has shown the server's certificate.
    request.on("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200) finish({ kind: "unconnected", cause: new ProxyRefusal(statusCode) });
    });
    request.on("error", fail);
    request.end(sent.body);
  });
}

function collect(
  message: IncomingMessage,
  done: (answer: HttpAnswer) => void,
  fail: (cause: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  message.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > longestAnswer) fail(tooLong());
    else chunks.push(chunk);
  });
  message.on("error", fail);
  message.on("end", () => {
    if (!message.complete) return fail(new Error("the answer broke off"));
    done({ status: message.statusCode ?? 0, headers: message.headers, body: Buffer.concat(chunks) });
  });
}
