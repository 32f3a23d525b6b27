import type { Kind } from "../../report/value";
import type { JsonObject } from "../../server-objects/records";

/** An object of a server as it is held against that of another server: without ids, times, counters and status. */
export interface Comparable {
  readonly kind: Kind;
  /** By which it is found on the other server. */
  readonly name: string;
  /** The id on its own server. */
  readonly id: string;
  /** What a person can configure, by attribute. */
  readonly values: JsonObject;
  /** The object that it comes and goes with: a queue with its pool. */
  readonly partOf?: { readonly kind: Kind; readonly name: string };
  /** Whether servers make it by themselves: nobody misses it where it is not. */
  readonly isOwn?: boolean;
}
