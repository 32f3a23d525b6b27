import { encodeGrpcMessage, GrpcError, grpcCode } from "./grpc-error";
import { RequestBody, writeFrame } from "./grpc-frame";
import type { CallContext, Method, StreamMethod } from "./grpc-method";
import { parseGrpcTimeout } from "./grpc-timeout";
import { encodeHeaders } from "./http2/hpack-encode";
import type { RequestHead } from "./http2/request-head";
import type { RequestListener, Stream } from "./http2/stream";
import { errorFields, log } from "./log";

const responseHeaders = { ":status": "200", "content-type": "application/grpc" } as const;
const headers = encodeHeaders(responseHeaders);
const okTrailers = encodeHeaders({ "grpc-status": String(grpcCode.ok) });
const notGrpc = encodeHeaders({ ":status": "415" });

/** One call: reads the request, runs the method, sends the answer. Whatever goes wrong becomes a gRPC status. */
export class GrpcCall implements RequestListener {
  readonly #stream: Stream;
  readonly #head: RequestHead;
  readonly #onAnswered: (call: GrpcCall) => void;
  readonly #body = new RequestBody();
  readonly #aborted = new LateAbort();
  #method: Method | undefined;
  #request: Buffer | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #hasBegun = false;
  #isAnswered = false;

  /** @param onAnswered called once, when the whole answer is handed to the stream or nobody waits for it any more */
  constructor(stream: Stream, head: RequestHead, onAnswered: (call: GrpcCall) => void) {
    this.#stream = stream;
    this.#head = head;
    this.#onAnswered = onAnswered;
  }

  /** @param find gives the method of a path, at once when it is known already */
  start(find: (path: string) => Method | Promise<Method>): void {
    if (!this.#head.fields.get("content-type")?.startsWith("application/grpc")) {
      this.#answered();
      this.#stream.send({ trailers: notGrpc });
      return;
    }
    const delay = parseGrpcTimeout(this.#head.fields.get("grpc-timeout"));
    if (delay !== undefined) {
      const passed = new GrpcError(grpcCode.deadlineExceeded, "the deadline of the call has passed");
      this.#deadline = setTimeout(() => {
        this.#fail(passed);
        this.#aborted.abort(passed);
      }, delay).unref();
    }
    whenThere(
      () => find(this.#head.path),
      (method) => {
        this.#method = method;
        this.#runWhenComplete();
      },
      (error) => this.#fail(error),
    );
  }

  /** Aborts the method's work; what it then answers is still sent. */
  stop(): void {
    this.#aborted.abort(new Error("the plugin stops"));
  }

  onData(bytes: Buffer): void {
    if (this.#isAnswered) return;
    try {
      this.#body.add(bytes);
    } catch (error) {
      this.#fail(error);
    }
  }

  onEnd(): void {
    if (this.#isAnswered) return;
    try {
      this.#request = this.#body.message();
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#runWhenComplete();
  }

  onLost(): void {
    if (this.#isAnswered) return;
    this.#answered();
    this.#aborted.abort(new GrpcError(grpcCode.cancelled, "the client cancelled the call"));
  }

  #runWhenComplete(): void {
    const [method, request] = [this.#method, this.#request];
    if (method === undefined || request === undefined || this.#isAnswered) return;
    if (typeof method !== "function") {
      this.#answerStream(method, request).catch((error: unknown) => this.#fail(error));
      return;
    }
    whenThere(
      () => method(request, this.#aborted),
      (answer) => this.#answerOnce(answer),
      (error) => this.#fail(error),
    );
  }

  #answerOnce(message: Uint8Array): void {
    if (this.#isAnswered) return;
    const data = writeFrame(message);
    this.#answered();
    this.#stream.send({ headers, data, trailers: okTrailers });
  }

  async #answerStream(method: StreamMethod, request: Buffer): Promise<void> {
    this.#hasBegun = true;
    this.#stream.send({ headers });
    for await (const message of method.stream(request, this.#aborted)) {
      if (this.#isAnswered) return;
      this.#stream.send({ data: writeFrame(message) });
      await this.#stream.sent();
    }
    if (this.#isAnswered) return;
    this.#answered();
    this.#stream.send({ trailers: okTrailers });
  }

  #fail(error: unknown): void {
    if (this.#isAnswered) return;
    const { code, message } = this.#toGrpcError(error);
    this.#answered();
    const status = { "grpc-status": String(code), "grpc-message": encodeGrpcMessage(message) };
    this.#stream.send({
      trailers: encodeHeaders(this.#hasBegun ? status : { ...responseHeaders, ...status }),
    });
  }

  #answered(): void {
    this.#isAnswered = true;
    clearTimeout(this.#deadline);
    this.#onAnswered(this);
  }

  #toGrpcError(error: unknown): GrpcError {
    if (error instanceof GrpcError) return error;
    log("error", `${this.#head.path} failed`, errorFields(error));
    return new GrpcError(grpcCode.internal, error instanceof Error ? error.message : "the call failed");
  }
}

/** Hands over what `make` gives, or what it promises: without a wait when it is there. */
function whenThere<T>(
  make: () => T | Promise<T>,
  onValue: (value: T) => void,
  onError: (error: unknown) => void,
): void {
  try {
    const made = make();
    if (made instanceof Promise) made.then(onValue).catch(onError);
    else onValue(made);
  } catch (error) {
    onError(error);
  }
}

/** An abort signal that is made when somebody asks for it: most calls never do, and each would cost. */
class LateAbort implements CallContext {
  #controller: AbortController | undefined;
  #reason: { readonly is: unknown } | undefined;

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason.is);
    }
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#reason ??= { is: reason };
    this.#controller?.abort(reason);
  }
}
