import { once } from "node:events";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { encodeGrpcMessage, GrpcError, grpcCode } from "./grpc-error";
import { RequestBody, writeFrame } from "./grpc-frame";
import type { StreamMethod, UnaryMethod } from "./grpc-server";
import { parseGrpcTimeout } from "./grpc-timeout";
import { errorFields, log } from "./log";

export interface CallContext {
  /** Aborted when the client cancels or goes away, when its deadline passes, and when the plugin stops. */
  readonly signal: AbortSignal;
}

const responseHeaders = { ":status": 200, "content-type": "application/grpc" } as const;

/** One call: reads the request, runs the method, sends the answer. Whatever goes wrong becomes a gRPC status. */
export class GrpcCall {
  readonly #stream: ServerHttp2Stream;
  readonly #headers: IncomingHttpHeaders;
  readonly #aborted = new LateAbort();
  #end: (reason: GrpcError) => void = () => {};
  /** Rejects when nobody waits for the answer any more. */
  readonly #ended: Promise<never>;
  #answered = false;

  constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders) {
    this.#stream = stream;
    this.#headers = headers;
    this.#ended = new Promise((_resolve, reject) => {
      this.#end = (reason) => {
        reject(reason);
        this.#aborted.abort(reason);
      };
    });
    this.#ended.catch(() => {});
  }

  /** Aborts the method's work; what it then answers is still sent. */
  stop(): void {
    this.#aborted.abort(new Error("the plugin stops"));
  }

  /** Resolves when the answer is handed to the stream. Never rejects. */
  async answer(find: (path: string) => Promise<UnaryMethod | StreamMethod>): Promise<void> {
    const stream = this.#stream;
    stream.on("error", (error) => log("debug", "a call was broken off", errorFields(error)));
    stream.once("close", () => {
      if (!this.#answered) this.#end(new GrpcError(grpcCode.cancelled, "the client cancelled the call"));
    });
    const deadline = this.#startDeadline();
    try {
      if (!String(this.#headers["content-type"]).startsWith("application/grpc")) {
        stream.respond({ ":status": 415 }, { endStream: true });
        return;
      }
      const found = Promise.all([readRequest(stream), find(this.#headers[":path"] ?? "")]);
      const [request, method] = await Promise.race([found, this.#ended]);
      await this.#run(method, request);
    } catch (error) {
      sendStatus(stream, this.#toGrpcError(error));
    } finally {
      clearTimeout(deadline);
      this.#answered = true;
    }
  }

  async #run(method: UnaryMethod | StreamMethod, request: Buffer): Promise<void> {
    const context: CallContext = this.#aborted;
    if (typeof method === "function") {
      const answer = await Promise.race([method(request, context), this.#ended]);
      startAnswer(this.#stream);
      this.#stream.end(writeFrame(answer));
      return;
    }
    startAnswer(this.#stream);
    const messages = method.stream(request, context)[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([messages.next(), this.#ended]);
      if (next.done) break;
      if (!this.#stream.write(writeFrame(next.value))) {
        await Promise.race([once(this.#stream, "drain"), this.#ended]);
      }
    }
    this.#stream.end();
  }

  #startDeadline(): NodeJS.Timeout | undefined {
    const delay = parseGrpcTimeout(this.#headers["grpc-timeout"]);
    if (delay === undefined) return undefined;
    const passed = new GrpcError(grpcCode.deadlineExceeded, "the deadline of the call has passed");
    return setTimeout(() => this.#end(passed), delay).unref();
  }

  #toGrpcError(error: unknown): GrpcError {
    if (error instanceof GrpcError) return error;
    log("error", `${this.#headers[":path"]} failed`, errorFields(error));
    return new GrpcError(grpcCode.internal, error instanceof Error ? error.message : "the call failed");
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

function readRequest(stream: ServerHttp2Stream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const body = new RequestBody();
    stream.on("data", (chunk: Buffer) => {
      try {
        body.add(chunk);
      } catch (error) {
        // The rest still has to be taken in, or the connection's window would never open again.
        stream.removeAllListeners("data").resume();
        reject(error);
      }
    });
    stream.once("end", () => {
      try {
        resolve(body.message());
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Sends the headers; the status follows as a trailer once the stream has ended. */
function startAnswer(stream: ServerHttp2Stream): void {
  if (stream.closed) throw new GrpcError(grpcCode.cancelled, "the client cancelled the call");
  stream.once("wantTrailers", () => stream.sendTrailers({ "grpc-status": String(grpcCode.ok) }));
  stream.respond(responseHeaders, { waitForTrailers: true });
}

function sendStatus(stream: ServerHttp2Stream, error: GrpcError): void {
  if (stream.closed || stream.destroyed) return;
  const status = { "grpc-status": String(error.code), "grpc-message": encodeGrpcMessage(error.message) };
  if (stream.headersSent) {
    stream.removeAllListeners("wantTrailers").once("wantTrailers", () => stream.sendTrailers(status));
    stream.end();
  } else {
    stream.respond({ ...responseHeaders, ...status }, { endStream: true });
  }
}
