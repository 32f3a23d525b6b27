/** A request to the API, before anything of connections, credentials and retries. */
export interface ApiRequest {
  readonly method: string;
  /** Below the API's address, escaped, with its query: `/flows/filter`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** Of the signals in `signal`, those that end also a creation whose answer is awaited. */
  readonly atOnce?: AbortSignal | undefined;
}
