export interface CallContext {
  /** Aborted when the client cancels or goes away, when its deadline passes, and when the plugin stops. */
  readonly signal: AbortSignal;
}

export type UnaryMethod = (request: Uint8Array, context: CallContext) => Promise<Uint8Array> | Uint8Array;

/** A method that answers one request with a stream of messages. */
export interface StreamMethod {
  stream(request: Uint8Array, context: CallContext): AsyncIterable<Uint8Array>;
}

export type Method = UnaryMethod | StreamMethod;

export type UnaryMethods = Readonly<Record<string, UnaryMethod>>;
export type Methods = Readonly<Record<string, Method>>;
