import { readFileSync } from "node:fs";
import createClient, { type Client } from "openapi-fetch";
import { type AnswerContext, mayBeOfAge } from "./answer-error";
import type { ApiRequest } from "./api-request";
import { makeCall } from "./call";
import { openConnections } from "./connection";
import { create } from "./create";
import { readErrorBody } from "./error-body";
import { PrefectConnectionError } from "./errors";
import type { HttpAnswer } from "./exchange";
import { makeFetch } from "./fetch";
import { hider } from "./hide";
import { stringifyJson } from "./json";
import type { paths } from "./openapi/schema";
import { operationOf } from "./operation";
import { makePages } from "./pages";
import { fillPath } from "./path-parameters";
import { warnOfPlainHttp } from "./plain-http";
import type { PrefectClient } from "./prefect-client";
import { describeProxy, proxyFor } from "./proxy";
import { RequestQueue } from "./queue";
import { gatherReads } from "./reads";
import { type ResolvedSettings, resolveSettings } from "./resolve-settings";
import { Sender } from "./send";
import { nowhere, ServerVersion } from "./server-version";
import type { PrefectSettings } from "./settings";

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function answerContext(settings: ResolvedSettings, serverVersion: ServerVersion): AnswerContext {
  const { sources } = settings;
  const credentials = [sources.authString, sources.apiKey]
    .filter((source) => source !== undefined)
    .join(" or ");
  return {
    address: settings.address,
    credentials: settings.authorization === undefined ? undefined : credentials || "the API's address",
    csrfOff: settings.csrf === false ? sources.csrf : undefined,
    proxy: () => {
      const proxy = proxyFor(new URL(settings.address), settings.env);
      return proxy && describeProxy(proxy);
    },
    hide: hider(settings.secrets),
    serverVersion,
  };
}

const warned = new Set<string>();

/** Writes a warning to stderr, as Node writes its own; the same one once for each process. */
function warnOnce(warning: string): void {
  if (warned.has(warning)) return;
  warned.add(warning);
  process.emitWarning(warning, "PrefectWarning");
}

/** A signal of its own for whoever listens: many listeners on one signal make Node warn of a leak. */
const anyOf = (...signals: readonly (AbortSignal | undefined)[]): AbortSignal =>
  AbortSignal.any(signals.filter((each) => each !== undefined));

/** The version in an answer to `GET /admin/version`. */
function versionIn({ status, body }: HttpAnswer): string | undefined | typeof nowhere {
  if (status === 404) return nowhere;
  const version: unknown = status === 200 ? JSON.parse(body.toString("utf8")) : undefined;
  return typeof version === "string" ? version : undefined;
}

/** Whether a newer server might have answered otherwise. */
const isDoubtful = ({ status, body }: HttpAnswer): boolean =>
  status >= 400 && mayBeOfAge(status, readErrorBody(body.toString("utf8"), undefined, undefined));

/** Node takes some 20 ms to load its Request and Response: that waits for the first call that needs them. */
function makeApi(send: (request: ApiRequest) => Promise<HttpAnswer>, context: AnswerContext): Client<paths> {
  const { address } = context;
  return createClient<paths>({
    ...makeFetch(send, context),
    baseUrl: address,
    bodySerializer: stringifyJson,
    pathSerializer: (url, parameters) => address + fillPath(url.slice(address.length), parameters),
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
  const warning = warnOfPlainHttp(resolved);
  if (warning !== undefined) (settings.onWarning ?? warnOnce)(warning);
  const version = new ServerVersion(async () =>
    versionIn(
      await sender.send({
        method: "GET",
        path: "/admin/version",
        headers: {},
        body: undefined,
        signal: ended,
      }),
    ),
  );
  const context = answerContext(resolved, version);
  const connections = openConnections({ ...resolved, readFile });
  const closed = new AbortController();
  const ended = anyOf(signal, closed.signal);
  const queue = new RequestQueue(resolved.maxConcurrency);
  const sender = new Sender(resolved, connections, queue, context, ended, settings.onTry);
  let api: Client<paths> | undefined;

  /** What an error will say depends on the server's version. */
  const sendOnce = async (request: ApiRequest): Promise<HttpAnswer> => {
    const answer = await sender.send(request);
    if (isDoubtful(answer)) await version.learn();
    return answer;
  };

  const send = async (request: ApiRequest): Promise<HttpAnswer> => {
    const sent = {
      ...request,
      signal: anyOf(request.signal, ended),
      atOnce: anyOf(request.signal, closed.signal),
    };
    if (operationOf(request.method, request.path).isRead) return sendOnce(sent);
    // Forgotten twice: what is read while a write is under way may be from before it.
    reads.forget();
    try {
      return await sendOnce(sent);
    } finally {
      reads.forget();
    }
  };

  const loaded = (): Client<paths> => {
    api ??= makeApi(send, context);
    return api;
  };
  const call = makeCall(send, context);
  const { pages, listAll } = makePages(call);
  const reads = gatherReads({ pages, listAll }, call, settings.readAhead);

  return {
    address: resolved.address,
    serverVersion: () => version.learn(),
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
