import type { Socket } from "node:net";
import { GrpcCall } from "./grpc-call";
import { GrpcError, grpcCode } from "./grpc-error";
import type { Method, Methods, UnaryMethods } from "./grpc-method";
import type { Connection } from "./http2/connection";
import type { RequestHead } from "./http2/request-head";
import { serveSocket } from "./http2/serve-socket";
import type { Stream } from "./http2/stream";
import { errorFields, log } from "./log";
import { UnderWay } from "./under-way";

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

/** Services as far as they are loaded, or are being loaded. */
type Loaded = Map<string, Methods | Promise<Methods>>;

interface Served {
  readonly connection: Connection;
  readonly closed: Promise<void>;
}

/** The calls of one server: gRPC straight over HTTP/2, with one request message and one answer or a stream of them. */
export class GrpcServer {
  readonly #services: Services;
  readonly #stateOf: StateOf;
  readonly #loaded: Loaded = new Map();
  readonly #served = new Set<Served>();
  readonly #calls = new UnderWay<GrpcCall>();
  #onCall: (() => void) | undefined;
  #onIdle: (() => void) | undefined;

  /** @param onCall called at the first call */
  constructor(services: Services, stateOf: StateOf = "server", onCall?: () => void) {
    this.#services = services;
    this.#stateOf = stateOf;
    this.#onCall = onCall;
  }

  /** Serves the client at the other end. */
  readonly accept = (socket: Socket): void => {
    const loaded: Loaded = this.#stateOf === "server" ? this.#loaded : new Map();
    const connection = serveSocket(socket, {
      accept: (stream, head) => this.#startCall(stream, head, loaded),
      failed: (error) => log("debug", "a connection failed", errorFields(error)),
    });
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    const served = { connection, closed };
    this.#served.add(served);
    closed.then(() => this.#served.delete(served));
  };

  /** Starts loading what is not loaded yet. A service that cannot be loaded answers each call with the reason. */
  preload(): void {
    for (const name of Object.keys(this.#services)) {
      Promise.resolve(this.#load(name, this.#loaded)).catch((error: unknown) =>
        log("error", `${name} cannot be loaded`, errorFields(error)),
      );
    }
  }

  /** Aborts the calls in flight, lets each answer, and closes the connections once that is sent. */
  async close(): Promise<void> {
    for (const call of this.#calls) call.stop();
    if (this.#calls.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
    const served = [...this.#served];
    for (const { connection } of served) connection.close();
    await Promise.all(served.map(({ closed }) => closed));
  }

  #startCall(stream: Stream, head: RequestHead, loaded: Loaded): GrpcCall {
    this.#onCall?.();
    this.#onCall = undefined;
    const call = new GrpcCall(stream, head, this.#onAnswered);
    this.#calls.add(call);
    call.start((path) => this.#find(path, loaded));
    return call;
  }

  readonly #onAnswered = (call: GrpcCall): void => {
    this.#calls.delete(call);
    if (this.#calls.size === 0) this.#onIdle?.();
  };

  #find(path: string, loaded: Loaded): Method | Promise<Method> {
    const [, service = "", name = ""] = path.split("/");
    const known = Object.hasOwn(this.#services, service) ? this.#services[service] : undefined;
    const early = known?.early ?? {};
    const isEarly = Object.hasOwn(early, name);
    const methods = known === undefined || isEarly ? early : this.#load(service, loaded);
    return methods instanceof Promise
      ? methods.then((there) => methodOf(there, name, path))
      : methodOf(methods, name, path);
  }

  #load(name: string, loaded: Loaded): Methods | Promise<Methods> {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const loading = Promise.resolve(this.#services[name]?.load() ?? {});
    loaded.set(name, loading);
    loading.then(
      (methods) => loaded.set(name, methods),
      () => {},
    );
    return loading;
  }
}

function methodOf(methods: Methods, name: string, path: string): Method {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined) throw new GrpcError(grpcCode.unimplemented, `${path} is not implemented`);
  return method;
}
