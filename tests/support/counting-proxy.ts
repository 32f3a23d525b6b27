import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface ProxiedRequest {
  readonly method: string;
  /** As sent, with its query: `/api/deployments/filter`. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** What the asker got; `undefined` while under way and when the connection was cut. */
  status: number | undefined;
  /** Whether the server itself, not a fault made here, was too busy (503): it has to be asked again. */
  wasBusy: boolean;
}

export interface Fault {
  method?: string;
  /** A path without its query, or a pattern for it. */
  path?: string | RegExp;
  /** How many matching requests it lets by first; default 0. */
  after?: number;
  /** How many matching requests it hits; default 1. */
  times?: number;
  /**
   * `answer`: answer this instead of asking the server.
   * `cut`: cut the connection before the server hears of it.
   * `lose-answer`: let the server do it, then cut the connection.
   * `hang`: never answer.
   * `delay`: answer properly, but late.
   * `cut-answer`: answer properly, but cut the connection halfway through the body.
   * `drip`: answer properly, but a byte at a time, so many milliseconds apart.
   * `meanwhile`: do that before the server hears of it, or between its answer and passing that on.
   */
  effect:
    | { kind: "answer"; status: number; headers?: Record<string, string>; body?: string }
    | { kind: "cut" }
    | { kind: "lose-answer" }
    | { kind: "hang" }
    | { kind: "delay"; milliseconds: number }
    | { kind: "cut-answer" }
    | { kind: "drip"; milliseconds: number }
    | { kind: "meanwhile"; when: "before" | "after"; act: (request: ProxiedRequest) => unknown };
}

export interface CountingProxy {
  /** Use it in place of the server's: same path, another port. */
  readonly apiUrl: string;
  /** All requests since the start or the last `reset`, oldest first. */
  readonly requests: readonly ProxiedRequest[];
  /**
   * Requests by method and path without query, for example `{ "POST /api/flows/": 2 }`. Those that a busy server sent
   * away are left out: how often it does that is for the machine to say.
   */
  counts(): Record<string, number>;
  reset(): void;
  inject(fault: Fault): void;
  /** Forgets all faults that are still to come. */
  clear(): void;
  stop(): Promise<void>;
}

/**
 * A reverse proxy on 127.0.0.1 in front of a real server, which logs requests and makes faults on demand.
 * @param prefix a path, such as `/team`, below which it has the server; outside of it is nothing
 */
export async function startCountingProxy(upstreamApiUrl: string, prefix = ""): Promise<CountingProxy> {
  const upstream = new URL(upstreamApiUrl);
  const requests: ProxiedRequest[] = [];
  let faults: { fault: Fault; toPass: number; left: number }[] = [];

  const takeFault = (method: string, path: string): Fault["effect"] | undefined => {
    const hit = faults.find(({ fault }) => matches(fault, method, path));
    if (hit === undefined) return undefined;
    if (hit.toPass > 0) {
      hit.toPass -= 1;
      return undefined;
    }
    hit.left -= 1;
    faults = faults.filter(({ left }) => left > 0);
    return hit.fault.effect;
  };

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await bodyOf(incoming);
    const method = incoming.method ?? "GET";
    const path = incoming.url ?? "/";
    const entry: ProxiedRequest = {
      method,
      path,
      headers: incoming.headers,
      body: body.toString(),
      status: undefined,
      wasBusy: false,
    };
    requests.push(entry);
    const effect = takeFault(method, withoutQuery(path));
    if (effect?.kind === "hang") return;
    if (effect?.kind === "cut") return void incoming.socket.destroy();
    if (effect?.kind === "answer") {
      entry.status = effect.status;
      outgoing.writeHead(effect.status, { "content-type": "application/json", ...effect.headers });
      return void outgoing.end(effect.body ?? "{}");
    }
    if (effect?.kind === "delay") await sleep(effect.milliseconds);
    if (effect?.kind === "meanwhile" && effect.when === "before") await effect.act(entry);
    if (!path.startsWith(prefix)) {
      entry.status = 404;
      outgoing.writeHead(404, { "content-type": "text/plain" });
      return void outgoing.end("nothing here");
    }
    let answer = await forward(upstream, incoming, body, path.slice(prefix.length));
    // What is lost is the answer to something done: a busy server's 503 has done nothing.
    while (effect?.kind === "lose-answer" && answer.statusCode === 503) {
      answer.resume();
      await sleep(50);
      answer = await forward(upstream, incoming, body, path.slice(prefix.length));
    }
    const answerBody = await bodyOf(answer);
    if (effect?.kind === "lose-answer") return void incoming.socket.destroy();
    if (effect?.kind === "meanwhile" && effect.when === "after") await effect.act(entry);
    entry.status = answer.statusCode;
    entry.wasBusy = answer.statusCode === 503;
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    if (effect?.kind === "cut-answer") {
      outgoing.write(answerBody.subarray(0, answerBody.length / 2), () => incoming.socket.destroy());
      return;
    }
    if (effect?.kind === "drip") {
      for (const byte of answerBody) {
        if (outgoing.destroyed) return;
        outgoing.write(Buffer.of(byte));
        await sleep(effect.milliseconds);
      }
      return void outgoing.end();
    }
    outgoing.end(answerBody);
  };

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port was assigned");

  return {
    apiUrl: `http://127.0.0.1:${address.port}${prefix}${upstream.pathname}`,
    requests,
    counts: () => {
      const heard = requests.filter(({ wasBusy }) => !wasBusy);
      return countByKey(heard.map(({ method, path }) => `${method} ${withoutQuery(path)}`));
    },
    reset: () => {
      requests.length = 0;
    },
    inject: (fault) => {
      faults.push({ fault, toPass: fault.after ?? 0, left: fault.times ?? 1 });
    },
    clear: () => {
      faults = [];
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === "string" ? fault.path === path : fault.path.test(path);
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/s, "");
}

function countByKey(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function forward(
  upstream: URL,
  incoming: IncomingMessage,
  body: Buffer,
  path: string,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { "transfer-encoding": _chunked, ...headers } = incoming.headers;
    const outgoing = request(
      {
        host: upstream.hostname,
        port: upstream.port,
        method: incoming.method,
        path,
        // A kept-alive connection that the server has just closed would look like a fault of ours.
        agent: false,
        headers: {
          ...headers,
          connection: "close",
          ...(body.length > 0 ? { "content-length": body.length } : {}),
        },
      },
      resolve,
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
