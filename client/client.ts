import { readFileSync } from "node:fs";
import createClient, { type Client } from "openapi-fetch";
import type { AnswerContext } from "./answer-error";
import type { ApiRequest } from "./api-request";
import { makeCall } from "./call";
import { openConnections } from "./connection";
import { create } from "./create";
import { PrefectConnectionError } from "./errors";
import type { HttpAnswer } from "./exchange";
import { makeFetch } from "./fetch";
import { hider } from "./hide";
import { stringifyJson } from "./json";
import type { paths } from "./openapi/schema";
import { operationOf } from "./operation";
import { makePages } from "./pages";
import { fillPath } from "./path-parameters";
import type { PrefectClient } from "./prefect-client";
import { RequestQueue } from "./queue";
import { gatherReads } from "./reads";
import { Sender } from "./send";
import { type PrefectSettings, type ResolvedSettings, resolveSettings } from "./settings";

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function answerContext(settings: ResolvedSettings): AnswerContext {
  const { sources } = settings;
  const credentials = [sources.authString, sources.apiKey]
    .filter((source) => source !== undefined)
    .join(" or ");
  return {
    address: settings.address,
    credentials: settings.authorization === undefined ? undefined : credentials || "the API's address",
    csrfOff: settings.csrf === false ? sources.csrf : undefined,
    hide: hider(settings.secrets),
  };
}

/** A signal of its own for whoever listens: many listeners on one signal make Node warn of a leak. */
const anyOf = (...signals: readonly (AbortSignal | undefined)[]): AbortSignal =>
  AbortSignal.any(signals.filter((each) => each !== undefined));

/** Node takes some 20 ms to load its Request and Response: that waits for the first call that needs them. */
function makeApi(send: (request: ApiRequest) => Promise<HttpAnswer>, context: AnswerContext): Client<paths> {
  return createClient<paths>({
    ...makeFetch(send, context),
    baseUrl: context.address,
    bodySerializer: stringifyJson,
    pathSerializer: fillPath,
  });
}

/**
 * Makes a client. Nothing is sent before the first call.
 *
 * @example
 * const client = createPrefectClient();
 * const { data } = await unwrapWithStatus(client.POST("/flows/", { body: { name: "etl" } }));
 * @throws PrefectSettingsError
 */
export function createPrefectClient(settings: PrefectSettings = {}): PrefectClient {
  const { signal, env = process.env } = settings;
  const resolved = resolveSettings(settings, env, readFile);
  const context = answerContext(resolved);
  const connections = openConnections({ ...resolved, readFile });
  const closed = new AbortController();
  const ended = anyOf(signal, closed.signal);
  const queue = new RequestQueue(resolved.maxConcurrency);
  const sender = new Sender(resolved, connections, queue, context, ended, settings.onTry);
  let api: Client<paths> | undefined;

  const send = async (request: ApiRequest): Promise<HttpAnswer> => {
    const sent = {
      ...request,
      signal: anyOf(request.signal, ended),
      atOnce: anyOf(request.signal, closed.signal),
    };
    if (operationOf(request.method, request.path).isRead) return sender.send(sent);
    // Forgotten twice: what is read while a write is under way may be from before it.
    reads.forget();
    try {
      return await sender.send(sent);
    } finally {
      reads.forget();
    }
  };

  const loaded = (): Client<paths> => {
    api ??= makeApi(send, context);
    return api;
  };
  const { pages, listAll } = makePages(makeCall(send, context));
  const reads = gatherReads(listAll);

  return {
    address: resolved.address,
    read: reads.read,
    pages,
    listAll,
    create: (call) => create(call),
    get GET() {
      return loaded().GET;
    },
    get POST() {
      return loaded().POST;
    },
    get PUT() {
      return loaded().PUT;
    },
    get PATCH() {
      return loaded().PATCH;
    },
    get DELETE() {
      return loaded().DELETE;
    },
    close() {
      closed.abort(
        new PrefectConnectionError("This client is closed.", { address: resolved.address, seconds: 0 }),
      );
      connections.close();
    },
  };
}
