/** One try of a request, as {@link PrefectSettings.onTry} is told of it. It holds no secret. */
export interface Try {
  readonly method: string;
  /** Below the API's address, query included: `/flows/filter`. */
  readonly path: string;
  /** The answer's status, or why there was none. */
  readonly result: number | "unconnected" | "interrupted" | "timed out";
  readonly milliseconds: number;
}
