import type { Http2Server, IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import { type CallContext, GrpcCall } from "./grpc-call";
import { GrpcError, grpcCode } from "./grpc-error";
import { errorFields, log } from "./log";
import { windowSize } from "./secure-server";

export type UnaryMethod = (request: Uint8Array, context: CallContext) => Promise<Uint8Array> | Uint8Array;

/** A method that answers one request with a stream of messages. */
export interface StreamMethod {
  stream(request: Uint8Array, context: CallContext): AsyncIterable<Uint8Array>;
}

export type UnaryMethods = Readonly<Record<string, UnaryMethod>>;
export type Methods = Readonly<Record<string, UnaryMethod | StreamMethod>>;

export interface Service {
  /** Gives the methods by name. Called once for what keeps state: a server, or each of its connections. */
  readonly load: () => Promise<Methods>;
  /** Methods without state that do not need the others: their calls load nothing. */
  readonly early?: UnaryMethods | undefined;
}

/** Services by full name, such as `grpc.health.v1.Health`. */
export type Services = Readonly<Record<string, Service>>;

/** What has state of its own. A client that starts its own server has the one connection, and may open another. */
export type StateOf = "server" | "connection";

type Loaded = Map<string, Promise<Methods>>;

/** The calls of one server: gRPC straight over HTTP/2, with one request message and one answer or a stream of them. */
export class GrpcServer {
  readonly #services: Services;
  readonly #stateOf: StateOf;
  readonly #loaded: Loaded = new Map();
  readonly #loadedBySession = new WeakMap<object, Loaded>();
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #calls = new Map<GrpcCall, Promise<void>>();

  constructor(services: Services, stateOf: StateOf = "server") {
    this.#services = services;
    this.#stateOf = stateOf;
  }

  /** Serves every connection that reaches the HTTP/2 server. */
  attach(server: Http2Server): void {
    server.on("session", (session: ServerHttp2Session) => {
      session.setLocalWindowSize(windowSize);
      this.#sessions.add(session);
      session.once("close", () => this.#sessions.delete(session));
    });
    server.on("sessionError", (error) => log("debug", "a connection failed", errorFields(error)));
    server.on("stream", (stream, headers) => this.#accept(stream, headers));
  }

  /** Starts loading what is not loaded yet. A service that cannot be loaded answers each call with the reason. */
  preload(): void {
    for (const name of Object.keys(this.#services)) {
      this.#load(name, this.#loaded).catch((error: unknown) =>
        log("error", `${name} cannot be loaded`, errorFields(error)),
      );
    }
  }

  /** Aborts the calls in flight, lets each answer, and closes the connections once that is sent. */
  async close(): Promise<void> {
    for (const call of this.#calls.keys()) call.stop();
    await Promise.all(this.#calls.values());
    await Promise.all([...this.#sessions].map((session) => new Promise<void>((done) => session.close(done))));
  }

  #accept(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const call = new GrpcCall(stream, headers);
    const loaded = this.#loadedFor(stream.session);
    const answered = call.answer((path) => this.#find(path, loaded)).finally(() => this.#calls.delete(call));
    this.#calls.set(call, answered);
  }

  #loadedFor(session: object | undefined): Loaded {
    if (this.#stateOf === "server" || session === undefined) return this.#loaded;
    const loaded: Loaded = this.#loadedBySession.get(session) ?? new Map();
    this.#loadedBySession.set(session, loaded);
    return loaded;
  }

  async #find(path: string, loaded: Loaded): Promise<UnaryMethod | StreamMethod> {
    const [, service = "", name = ""] = path.split("/");
    const known = Object.hasOwn(this.#services, service) ? this.#services[service] : undefined;
    const early = known?.early ?? {};
    const isEarly = Object.hasOwn(early, name);
    const methods = known === undefined || isEarly ? early : await this.#load(service, loaded);
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (method === undefined) throw new GrpcError(grpcCode.unimplemented, `${path} is not implemented`);
    return method;
  }

  #load(name: string, loaded: Loaded): Promise<Methods> {
    const methods = loaded.get(name) ?? Promise.resolve(this.#services[name]?.load() ?? {});
    loaded.set(name, methods);
    return methods;
  }
}
