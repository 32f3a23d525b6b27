import { setTimeout as delay } from "node:timers/promises";
import { PrefectApiError, PrefectUnknownFateError } from "./errors";

export interface CreateCall<T> {
  /** Sends the POST; throws PrefectUnknownFateError when its answer is lost. */
  readonly post: () => Promise<T>;
  /** Looks for what `post` would have made; undefined: it is not there. */
  readonly find: () => Promise<T | undefined>;
  /** Whether the server makes another one of a second request, where others are refused for their name. */
  readonly isNameless?: boolean;
}

export interface Created<T> {
  readonly value: T;
  /** Whether the object was found after an answer was lost, rather than answered. */
  readonly recovered: boolean;
}

/** A server may still be at work on a request whose connection it has lost: waits before each look, in ms. */
const looks = [0, 500, 2_000];
const namelessLooks = [...looks, 7_500];
const mostPosts = 3;

async function look<T>(find: () => Promise<T | undefined>, waits: readonly number[]): Promise<T | undefined> {
  for (const wait of waits) {
    if (wait > 0) await delay(wait);
    const found = await find();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An answer that does not say whether it was carried out: a success that is not the API's, or a failure half-way. */
const isUnclear = (error: unknown): boolean =>
  error instanceof PrefectApiError && (error.status < 300 || error.status >= 500);

/**
 * Carries out a POST that must not be carried out twice. After a lost answer `find` looks for the object, and only
 * when it is not there `post` is called again; not after one that took all the time that a request may take, nor after
 * an answer that is none of the API's.
 * @throws what `post` or `find` throw; PrefectUnknownFateError when answers keep getting lost
 */
export async function create<T>(
  { post, find, isNameless = false }: CreateCall<T>,
  waits = isNameless ? namelessLooks : looks,
): Promise<Created<T>> {
  for (let posts = 1; ; posts++) {
    try {
      return { value: await post(), recovered: false };
    } catch (error) {
      const isLost = error instanceof PrefectUnknownFateError;
      // After a lost answer, a conflict may well be with what that request has made.
      const isOwnConflict = posts > 1 && error instanceof PrefectApiError && error.status === 409;
      if (!isLost && !isOwnConflict && !isUnclear(error)) throw error;
      const found = isUnclear(error) ? await find().catch(() => undefined) : await look(find, waits);
      if (found !== undefined) return { value: found, recovered: true };
      // What took the whole time once would take it again.
      if (!isLost || error.isTimeout || posts === mostPosts) throw error;
    }
  }
}
