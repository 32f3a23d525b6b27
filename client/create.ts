export interface CreateCall<T> {
  /** Sends the POST; throws PrefectUnknownFateError when its answer is lost. */
  readonly post: () => Promise<T>;
  /** Looks for what `post` would have made; undefined: it is not there. */
  readonly find: () => Promise<T | undefined>;
}

export interface Created<T> {
  readonly value: T;
  /** Whether the object was found after an answer was lost, rather than answered. */
  readonly recovered: boolean;
}
