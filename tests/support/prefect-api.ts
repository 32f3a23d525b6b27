import { setTimeout as sleep } from "node:timers/promises";

export type JsonObject = Record<string, unknown>;

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
  /** The body as a JSON object; an error for anything else, also for a status that is no success. */
  object(): JsonObject;
  /** The body as a list of JSON objects; an error for anything else, also for a status that is no success. */
  list(): JsonObject[];
}

export interface PrefectApi {
  /** `path` is relative to the API's address: `/flows/filter`. */
  call(method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown): Promise<ApiAnswer>;
}

/**
 * A look at the server from outside, through plain fetch and none of this package's client.
 * A busy SQLite server's 503 is tried again for up to two minutes; every other status is an answer.
 */
export function prefectApi(apiUrl: string): PrefectApi {
  return {
    call: async (method, path, body) => {
      const deadline = Date.now() + 120_000;
      for (;;) {
        const response = await fetch(`${apiUrl}${path}`, {
          method,
          // The server closes a kept-alive connection after a 503; using it once more would look like a fault.
          headers: { connection: "close", "content-type": "application/json" },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        if (response.status !== 503 || Date.now() > deadline) {
          return answer(`${method} ${path}`, response.status, text);
        }
        await sleep(100 + Math.random() * 400);
      }
    },
  };
}

function answer(request: string, status: number, text: string): ApiAnswer {
  const parsed = (): unknown => {
    if (status >= 400) throw new Error(`${request} answered ${status}: ${text}`);
    return JSON.parse(text);
  };
  return {
    status,
    text,
    object: () => {
      const value = parsed();
      if (!isObject(value)) throw new Error(`${request} answered no object: ${text}`);
      return value;
    },
    list: () => {
      const value = parsed();
      if (!Array.isArray(value) || !value.every(isObject))
        throw new Error(`${request} answered no list: ${text}`);
      return value;
    },
  };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
