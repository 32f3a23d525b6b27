import type { Message } from "@bufbuild/protobuf";
import { fromBinary, type Init, type Rpc, toBinary } from "../../tfplugin6/message";

/** One RPC with one answer: request bytes in, response bytes out. */
export type UnaryMethod = (request: Uint8Array) => Promise<Uint8Array>;

/** Who waits for the answers of one call. */
export interface Caller {
  /** Aborted when the caller goes away, and when the process ends. */
  readonly signal: AbortSignal;
}

/** One RPC that answers with events, as they happen. */
export interface StreamMethod {
  stream(request: Uint8Array, caller: Caller): AsyncIterable<Uint8Array>;
}

export type Method = UnaryMethod | StreamMethod;

/** Wraps a typed handler into a method. */
export function method<Request extends Message, Response extends Message>(
  { request, response }: Rpc<Request, Response>,
  handle: (message: Request) => Promise<Init<Response>> | Init<Response>,
): UnaryMethod {
  return async (bytes) => toBinary(response, await handle(fromBinary(request, bytes)));
}

/** The same for a handler that answers with events. */
export function streamMethod<Request extends Message, Event extends Message>(
  { request, response }: Rpc<Request, Event>,
  handle: (message: Request, caller: Caller) => AsyncIterable<Init<Event>>,
): StreamMethod {
  return {
    async *stream(bytes, caller) {
      for await (const one of handle(fromBinary(request, bytes), caller)) yield toBinary(response, one);
    },
  };
}
