import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type FakeAnswer, type FakeApi, type Received, startFakeApi } from "../tests/support/fake-api";
import {
  createPrefectClient,
  ifFound,
  jsonNumber,
  PrefectApiError,
  type PrefectClient,
  PrefectConnectionError,
  PrefectPathError,
  type PrefectSettings,
  PrefectTimeoutError,
  PrefectUnknownFateError,
  unwrap,
  unwrapWithStatus,
} from "./index";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function fake(
  answer: (request: Received, index: number) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeApi> {
  const api = await startFakeApi(answer);
  cleanups.push(() => api.stop());
  return api;
}

function clientOf(api: { url: string }, settings: PrefectSettings = {}): PrefectClient {
  const client = createPrefectClient({ apiUrl: api.url, env: { HOME: "/nonexistent" }, ...settings });
  cleanups.push(() => client.close());
  return client;
}

/** Answers one after the other; the last one for good. */
const inTurn =
  (...answers: FakeAnswer[]) =>
  (_request: Received, index: number): FakeAnswer =>
    answers[Math.min(index, answers.length - 1)] ?? { status: 500 };

const flow = {
  id: "3b5538c0-e266-4b91-9f2d-28aad50ff40a",
  name: "etl",
  tags: [],
  labels: {},
  created: null,
  updated: null,
};
const breakOff: FakeAnswer = (response) => response.socket?.destroy();
const silence: FakeAnswer = () => {};

const postFlow = (client: PrefectClient) => unwrap(client.POST("/flows/", { body: { name: "etl" } }));
const getFlow = (client: PrefectClient) =>
  unwrap(client.GET("/flows/{id}", { params: { path: { id: flow.id } } }));
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a call", () => {
  it("gives data and status", async () => {
    const api = await fake(inTurn({ status: 201, json: flow }, { status: 204 }));
    const client = clientOf(api);
    expect(await unwrapWithStatus(client.POST("/flows/", { body: { name: "etl" } }))).toEqual({
      data: flow,
      status: 201,
    });
    const path = { id: flow.id };
    expect(
      await unwrap(client.PATCH("/flows/{id}", { params: { path }, body: { tags: [] } })),
    ).toBeUndefined();
    expect(api.received.map(({ method, path, body }) => [method, path, body])).toEqual([
      ["POST", "/api/flows/", '{"name":"etl"}'],
      ["PATCH", `/api/flows/${flow.id}`, '{"tags":[]}'],
    ]);
  });

  it("sends and reads numbers exactly", async () => {
    const api = await fake(() => ({
      status: 200,
      text: '{"id":"1","name":"x","value":{"a":9007199254740993,"b":1.0,"c":0.1}}',
    }));
    const client = clientOf(api);
    const value = { a: jsonNumber("9007199254740993"), b: jsonNumber("1.0"), c: 0.1 };
    const answered = await unwrap(client.POST("/variables/", { body: { name: "x", value } }));
    expect(api.received[0]?.body).toBe('{"name":"x","value":{"a":9007199254740993,"b":1.0,"c":0.1}}');
    expect(answered.value).toEqual(value);
  });

  it.each(["a/b", "100%", "#1", "what?", "two words", "é✓", "..", ".", "a+b&c=d", "{name}"])(
    "escapes the name %s in a path",
    async (name) => {
      const api = await fake(() => ({ status: 200, json: { id: "1", name, type: "process" } }));
      await clientOf(api).GET("/work_pools/{name}", { params: { path: { name } } });
      expect(api.received[0]?.path).toBe(`/api/work_pools/${encodeURIComponent(name)}`);
    },
  );

  it("refuses an empty name before anything is sent", async () => {
    const api = await fake(() => ({ status: 204 }));
    await expect(
      clientOf(api).DELETE("/work_pools/{name}", { params: { path: { name: "" } } }),
    ).rejects.toThrow(new PrefectPathError("/work_pools/{name}", "name"));
    expect(api.received).toHaveLength(0);
  });

  it("carries credentials, custom headers and the user agent", async () => {
    const api = await fake(() => ({ status: 200, json: flow }));
    const client = clientOf(api, {
      apiKey: "pnu_1",
      customHeaders: { "X-Team": "data" },
      userAgent: "test/1",
    });
    await getFlow(client);
    await client.read.flow(flow.id).catch(() => {});
    for (const { headers } of api.received) {
      expect(headers).toMatchObject({
        authorization: "Bearer pnu_1",
        "x-team": "data",
        "user-agent": "test/1",
      });
    }
    await getFlow(clientOf(api, { apiKey: "pnu_1", customHeaders: { authorization: "Custom x" } }));
    expect(api.received.at(-1)?.headers.authorization).toBe("Custom x");
  });

  it("fails once the client is closed", async () => {
    const api = await fake(() => ({ status: 200, json: flow }));
    const client = clientOf(api);
    client.close();
    await expect(getFlow(client)).rejects.toThrow(PrefectConnectionError);
    await expect(client.read.flow(flow.id)).rejects.toThrow("closed");
  });

  it("fails when the client is closed meanwhile, and is not tried again", async () => {
    const api = await fake(() => silence);
    const client = clientOf(api);
    const failed = failureOf(getFlow(client));
    setTimeout(() => client.close(), 50);
    expect(String(await failed)).toContain("closed");
    expect(api.received).toHaveLength(1);
  });
});

describe("an error answer", () => {
  it("is typed, with the server's words and the place in the body", async () => {
    const body = {
      exception_message: "Invalid request received.",
      exception_detail: [
        { type: "value_error", loc: ["body", "name"], msg: "Value error, bad name", input: "etl" },
      ],
      request_body: { name: "etl" },
    };
    const client = clientOf(await fake(() => ({ status: 422, json: body })));
    const error = await failureOf(postFlow(client));
    expect(error).toBeInstanceOf(PrefectApiError);
    expect(error).toMatchObject({
      status: 422,
      method: "POST",
      path: "/flows/",
      detail: "name: bad name",
      fields: [{ path: ["name"], message: "bad name" }],
    });
  });

  it("404 is undefined for ifFound, and nothing else is", async () => {
    const client = clientOf(
      await fake(inTurn({ status: 404, json: { detail: "Flow not found" } }, { status: 500, json: {} })),
    );
    expect(await ifFound(getFlow(client))).toBeUndefined();
    await expect(ifFound(getFlow(client))).rejects.toThrow("500");
  });

  it("404 from something that is no API is an error for ifFound", async () => {
    const page = {
      status: 404,
      headers: { "content-type": "text/html" },
      text: "<html><title>nginx</title></html>",
    };
    const client = clientOf(await fake(() => page));
    await expect(ifFound(getFlow(client))).rejects.toThrow(/404.*web page titled "nginx"/);
  });

  it("holds no secret, even when the server sends it back", async () => {
    const auth = "me:pa55word";
    const shown = `Bearer s3cret-key, ${Buffer.from(auth).toString("base64")}, pa55word, header-value`;
    for (const settings of [{ apiKey: "s3cret-key" }, { authString: auth }]) {
      const api = await fake(() => ({ status: 401, json: { detail: shown } }));
      const error = await failureOf(
        getFlow(clientOf(api, { ...settings, customHeaders: { "X-A": "header-value" } })),
      );
      const text = `${String(error)} ${JSON.stringify(error)}`;
      for (const secret of [Object.values(settings)[0], "header-value"]) expect(text).not.toContain(secret);
      expect(text).toContain("argument");
    }
  });

  it("holds no part of a secret, cut short or spelled in another way", async () => {
    const [key, header] = ["s3cret-key/1", 'quoted"pa55word'];
    const spelled = `${encodeURIComponent(key)} ${header.replace('"', "&quot;")} ${JSON.stringify(header)}`;
    const texts = [spelled, `<html><title>${spelled}</title></html>`, `${"x".repeat(288)}${key}`];
    for (const status of [200, 400]) {
      for (const text of texts) {
        const api = await fake(() => ({ status, text }));
        const client = clientOf(api, { apiKey: key, customHeaders: { "X-A": header } });
        const shown = String(await failureOf(getFlow(client)));
        expect(shown).toContain("***");
        expect(shown).not.toMatch(/s3cret|pa55word/);
      }
    }
  });

  it("tells what a page looks like, and that the address may be wrong", async () => {
    const page = {
      status: 200,
      headers: { "content-type": "text/html" },
      text: "<html><title>Hello</title></html>",
    };
    const api = await fake(() => page);
    for (const call of [getFlow, (client: PrefectClient) => client.read.flow(flow.id)]) {
      const error = await failureOf(call(clientOf(api)));
      expect(String(error)).toMatch(/web page titled "Hello" instead of JSON/);
      expect(String(error)).toContain(api.url);
    }
  });
});

describe("redirects", () => {
  it("are followed on the same server, with the body", async () => {
    const api = await fake((request) =>
      request.path.endsWith("/")
        ? { status: 307, headers: { location: "/api/flows" } }
        : { status: 201, json: flow },
    );
    expect(await postFlow(clientOf(api))).toEqual(flow);
    expect(api.received[1]?.body).toBe('{"name":"etl"}');
  });

  it("never carry the key to another server", async () => {
    const other = await fake(() => ({ status: 200, json: flow }));
    const api = await fake(() => ({ status: 307, headers: { location: `${other.url}/flows/` } }));
    const error = await failureOf(postFlow(clientOf(api, { apiKey: "s3cret-key" })));
    expect(other.received).toHaveLength(0);
    expect(String(error)).toContain(`${other.url}/flows/`);
    expect(error).toMatchObject({ status: 307 });
  });

  it("that go round in circles end", async () => {
    const api = await fake(() => ({ status: 307, headers: { location: "/api/flows/" } }));
    expect(await failureOf(postFlow(clientOf(api)))).toMatchObject({ status: 307 });
  });
});

describe("trying again", () => {
  it("goes on after 503 and 429, also for a POST", async () => {
    const busy = { status: 503, json: { exception_message: "Service Unavailable" } };
    const api = await fake(
      inTurn(busy, { status: 429, headers: { "retry-after": "0" } }, busy, { status: 201, json: flow }),
    );
    expect(await postFlow(clientOf(api))).toEqual(flow);
    expect(api.received).toHaveLength(4);
  });

  it("ends with the last answer when the retry time is over", async () => {
    const api = await fake(() => ({ status: 503, json: { exception_message: "Service Unavailable" } }));
    const error = await failureOf(postFlow(clientOf(api, { retryTimeout: 0.3 })));
    expect(error).toMatchObject({ status: 503, detail: "Service Unavailable" });
    expect(api.received.length).toBeGreaterThan(1);
  });

  it("does not wait longer than it may", async () => {
    const api = await fake(() => ({
      status: 429,
      headers: { "retry-after": "3600" },
      json: { detail: "slow down" },
    }));
    expect(await failureOf(postFlow(clientOf(api)))).toMatchObject({ status: 429 });
    expect(api.received).toHaveLength(1);
  });

  it("sends again what may be sent twice when the connection breaks or a gateway has no server", async () => {
    const api = await fake(inTurn(breakOff, { status: 502 }, { status: 504 }, { status: 200, json: flow }));
    expect(await getFlow(clientOf(api))).toEqual(flow);
    expect(api.received).toHaveLength(4);
  });

  it.each([
    ["a broken connection", breakOff],
    ["a 502", { status: 502, json: {} }],
    ["a 504", { status: 504, json: {} }],
    [
      "an answer cut short",
      (response) => {
        response.writeHead(201, { "content-length": "100" });
        response.write("{");
        setTimeout(() => response.socket?.destroy(), 10);
      },
    ],
  ] satisfies [string, FakeAnswer][])("does not send a POST again after %s", async (_what, answer) => {
    const api = await fake(() => answer);
    const error = await failureOf(postFlow(clientOf(api)));
    expect(error).toBeInstanceOf(PrefectUnknownFateError);
    expect(String(error)).toContain(api.url);
    expect(api.received).toHaveLength(1);
  });

  it("create looks before it sends again", async () => {
    const api = await fake((request) => (request.method === "POST" ? breakOff : { status: 200, json: flow }));
    const client = clientOf(api);
    const found = await client.create({ post: () => postFlow(client), find: () => ifFound(getFlow(client)) });
    expect(found).toEqual({ value: flow, recovered: true });
    expect(api.received.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });

  it("gives up a request that takes too long, and names the address", async () => {
    const api = await fake(() => silence);
    const client = clientOf(api, { requestTimeout: 0.2 });
    const read = await failureOf(getFlow(client));
    expect(read).toBeInstanceOf(PrefectTimeoutError);
    expect(String(read)).toContain(api.url);
    expect(String(read)).toContain("0.2 s");
    expect(await failureOf(postFlow(client))).toBeInstanceOf(PrefectUnknownFateError);
    expect(api.received).toHaveLength(2);
  });

  it("uses no connection again after a failure of the server, and none for a POST", async () => {
    const api = await fake((request) =>
      request.body.includes("bad") ? { status: 500, json: {} } : { status: 200, json: flow },
    );
    const client = clientOf(api);
    await getFlow(client);
    await getFlow(client);
    await failureOf(
      unwrap(client.PATCH("/flows/{id}", { params: { path: { id: flow.id } }, body: { tags: ["bad"] } })),
    );
    await getFlow(client);
    await postFlow(client);
    await postFlow(client);
    const connections = api.received.map(({ connection }) => connection);
    expect(connections[1]).toBe(connections[0]);
    expect(connections[3]).not.toBe(connections[2]);
    expect(new Set(connections.slice(3)).size).toBe(3);
  });
});

describe("a server that cannot be reached", () => {
  async function unusedPort(): Promise<number> {
    const api = await startFakeApi(() => ({ status: 200 }));
    await api.stop();
    return api.port;
  }

  it("is an error that names the address, its source and the cause, after the connect time", async () => {
    const url = `http://127.0.0.1:${await unusedPort()}/api`;
    const client = clientOf({ url }, { connectTimeout: 0.4, apiKey: "s3cret-key" });
    const error = await failureOf(postFlow(client));
    expect(error).toBeInstanceOf(PrefectConnectionError);
    expect(String(error)).toContain(url);
    expect(String(error)).toContain("ECONNREFUSED");
    expect(String(error)).toContain("the argument apiUrl");
    expect(String(error)).not.toContain("s3cret");
    expect(error).toMatchObject({ address: url });
  });

  it("names the proxy that it should go through, and what sets that, without its credentials", async () => {
    const proxy = `127.0.0.1:${await unusedPort()}`;
    for (const [url, name] of [
      ["https://prefect.example.org/api", "HTTPS_PROXY"],
      ["http://prefect.example.org/api", "all_proxy"],
    ] as const) {
      const env = { HOME: "/nonexistent", [name]: `http://me:s3cret@${proxy}` };
      const error = String(await failureOf(getFlow(clientOf({ url }, { connectTimeout: 0.2, env }))));
      expect(error).toContain(`through the proxy http://${proxy}, which ${name} sets`);
      expect(error).toMatch(/Is the proxy running.*NO_PROXY/);
      expect(error).not.toContain("s3cret");
    }
  });

  it("is waited for", async () => {
    const port = await unusedPort();
    const client = clientOf({ url: `http://127.0.0.1:${port}/api` });
    const made = postFlow(client);
    setTimeout(async () => {
      const api = await startFakeApi(() => ({ status: 201, json: flow }), port);
      cleanups.push(() => api.stop());
    }, 300);
    expect(await made).toEqual(flow);
  });

  it("fails those behind in the queue at once, when one has waited in vain", async () => {
    const client = clientOf({ url: `http://127.0.0.1:${await unusedPort()}/api` }, { connectTimeout: 1 });
    const errors = await Promise.all(Array.from({ length: 20 }, () => failureOf(postFlow(client))));
    const single = errors.filter((error) => String(error).includes("(one try)"));
    expect(errors.every((error) => error instanceof PrefectConnectionError)).toBe(true);
    expect(single).toHaveLength(19);
  });

  it("that speaks something else than HTTP is an error at once", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-x\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    cleanups.push(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    await expect(getFlow(clientOf({ url: `http://127.0.0.1:${port}` }))).rejects.toThrow(
      PrefectConnectionError,
    );
    await expect(getFlow(clientOf({ url: `https://127.0.0.1:${port}` }))).rejects.toThrow(
      PrefectConnectionError,
    );
  });
});

it("an answer that switches to another protocol leaves a creation's fate unknown, at once", async () => {
  const api = await fake(() => (response) => {
    response.socket?.write(
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
    );
  });
  const error = await failureOf(postFlow(clientOf(api)));
  expect(error).toBeInstanceOf(PrefectUnknownFateError);
  expect(String(error)).toMatch(/its answer was lost: it switched to another protocol\./);
  expect(api.received).toHaveLength(1);
});

describe("the signal", () => {
  it("aborts what is under way and what waits", async () => {
    const api = await fake(() => silence);
    const abort = new AbortController();
    const client = clientOf(api, { signal: abort.signal });
    const calls = [...Array.from({ length: 15 }, () => getFlow(client)), client.read.flow(flow.id)];
    const failures = Promise.all(calls.map(failureOf));
    setTimeout(() => abort.abort(new Error("stopped")), 100);
    expect((await failures).map(String)).toEqual(calls.map(() => "Error: stopped"));
    expect(String(await failureOf(getFlow(client)))).toBe("Error: stopped");
  });

  it("waits for the answer to a creation that was sent", async () => {
    const abort = new AbortController();
    const api = await fake(async () => {
      abort.abort(new Error("stopped"));
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { status: 201, json: flow };
    });
    const client = clientOf(api, { signal: abort.signal });
    expect(await postFlow(client)).toEqual(flow);
    expect(String(await failureOf(postFlow(client)))).toBe("Error: stopped");
    expect(api.received).toHaveLength(1);
  });

  it("does not send a creation again", async () => {
    const abort = new AbortController();
    const api = await fake(() => {
      abort.abort(new Error("stopped"));
      return { status: 503, json: {} };
    });
    expect(String(await failureOf(postFlow(clientOf(api, { signal: abort.signal }))))).toBe("Error: stopped");
    expect(api.received).toHaveLength(1);
  });

  it("of one call, and closing, end also a creation at once", async () => {
    const api = await fake(() => silence);
    const client = clientOf(api);
    const body = { name: "etl" };
    const called = failureOf(client.POST("/flows/", { body, signal: AbortSignal.timeout(50) }));
    expect(String(await called)).toContain("TimeoutError");
    const failed = failureOf(postFlow(client));
    setTimeout(() => client.close(), 50);
    expect(String(await failed)).toContain("closed");
  });

  it("aborts a wait between tries", async () => {
    const api = await fake(() => ({ status: 503, headers: { "retry-after": "100" } }));
    const abort = new AbortController();
    const failed = failureOf(getFlow(clientOf(api, { signal: abort.signal })));
    setTimeout(() => abort.abort(new Error("stopped")), 50);
    expect(String(await failed)).toBe("Error: stopped");
  });

  it("of one call ends that call only", async () => {
    const api = await fake((_request, index) => (index === 0 ? silence : { status: 200, json: flow }));
    const client = clientOf(api);
    const params = { path: { id: flow.id } };
    const first = failureOf(client.GET("/flows/{id}", { params, signal: AbortSignal.timeout(50) }));
    expect(String(await first)).toContain("TimeoutError");
    expect(await getFlow(client)).toEqual(flow);
  });
});

describe("CSRF tokens", () => {
  /** A fake server that demands tokens, as Prefect's does; `good` tells which token it takes. */
  const guarded = (good: (token: string) => boolean) => {
    let given = 0;
    return (request: Received): FakeAnswer => {
      if (request.path.startsWith("/api/csrf-token")) {
        given += 1;
        const expiration = new Date(Date.now() + 3_600_000).toISOString();
        return { status: 200, json: { token: `t${given}`, client: "x", expiration } };
      }
      const token = request.headers["prefect-csrf-token"];
      if (request.method === "GET") return { status: 200, json: flow };
      if (token === undefined) return { status: 403, json: { detail: "Missing CSRF token." } };
      if (!good(String(token)))
        return { status: 403, json: { detail: "Invalid CSRF token or client identifier." } };
      return { status: 201, json: request.path.endsWith("filter") ? [flow] : flow };
    };
  };
  const tokenRequests = (api: FakeApi) =>
    api.received.filter(({ path }) => path.startsWith("/api/csrf-token"));

  it("are fetched once for many requests, with all headers", async () => {
    const api = await fake(guarded((token) => token === "t1"));
    const client = clientOf(api, { csrf: true, apiKey: "k123", customHeaders: { "X-Team": "data" } });
    await Promise.all([
      postFlow(client),
      postFlow(client),
      client.read.flow(flow.id),
      client.read.variable(flow.id),
    ]);
    expect(tokenRequests(api)).toHaveLength(1);
    expect(tokenRequests(api)[0]?.headers).toMatchObject({ authorization: "Bearer k123", "x-team": "data" });
    const client_id = new URL(`http://x${tokenRequests(api)[0]?.path}`).searchParams.get("client");
    expect(api.received.at(-1)?.headers["prefect-csrf-client"]).toBe(client_id);
  });

  it("are fetched when the server asks for one, and renewed when it refuses one", async () => {
    let good = "t1";
    const api = await fake(guarded((token) => token === good));
    const client = clientOf(api);
    await getFlow(client);
    expect(tokenRequests(api)).toHaveLength(0);
    expect(await postFlow(client)).toEqual(flow);
    good = "t2";
    expect(await postFlow(client)).toEqual(flow);
    expect(tokenRequests(api)).toHaveLength(2);
  });

  it.each(["<html><title>Welcome</title></html>", "", "[]", '{"token":5}'])(
    "that are no tokens are an error that tells what came: %s",
    async (text) => {
      const api = await fake(() => ({ status: 200, text }));
      const error = await failureOf(postFlow(clientOf(api, { csrf: true })));
      expect(error).toMatchObject({ name: "PrefectApiError", path: "/csrf-token" });
    },
  );

  it("are not fetched for ever", async () => {
    const api = await fake(guarded(() => false));
    expect(await failureOf(postFlow(clientOf(api)))).toMatchObject({ status: 403 });
    expect(tokenRequests(api).length).toBeLessThanOrEqual(3);
  });

  it("are given up where the server has none", async () => {
    const api = await fake((request) =>
      request.path.startsWith("/api/csrf-token")
        ? { status: 422, json: { detail: "CSRF protection is disabled." } }
        : { status: 201, json: flow },
    );
    const client = clientOf(api, { csrf: true });
    await postFlow(client);
    await postFlow(client);
    expect(tokenRequests(api)).toHaveLength(1);
  });

  it("are not used when switched off; the error says so", async () => {
    const api = await fake(guarded(() => true));
    const error = await failureOf(postFlow(clientOf(api, { csrf: false })));
    expect(String(error)).toMatch(/Missing CSRF token.*the argument csrf/);
    expect(tokenRequests(api)).toHaveLength(0);
  });
});

describe("concurrency", () => {
  it("stays within what is allowed, reads and writes together", async () => {
    let [underWay, most] = [0, 0];
    const api = await fake(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay -= 1;
      return { status: 200, json: flow };
    });
    const client = clientOf(api, { maxConcurrency: 3 });
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? getFlow(client) : postFlow(client))),
    );
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });

  it("writes one at a time at first", async () => {
    let [underWay, most] = [0, 0];
    const api = await fake(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 10));
      underWay -= 1;
      return { status: 201, json: flow };
    });
    const client = clientOf(api);
    await Promise.all(Array.from({ length: 3 }, () => postFlow(client)));
    expect(most).toBe(1);
  });
});

describe("gathered reads", () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({
    ...flow,
    id: flow.id.replace("3b55", String(1000 + i)),
    name: `f${i}`,
  }));
  const filter = (request: Received): FakeAnswer => {
    if (!request.path.endsWith("/flows/filter")) return { status: 201, json: flow };
    const { flows } = JSON.parse(request.body);
    const { any_ } = flows.id ?? flows.name;
    return { status: 200, json: rows.filter((row) => any_.includes(row.id) || any_.includes(row.name)) };
  };

  it("become one request, and are not made twice", async () => {
    const api = await fake(filter);
    const client = clientOf(api);
    const found = await Promise.all(rows.map((row) => client.read.flow(row.id)));
    expect(found).toEqual(rows);
    expect(await client.read.flow(rows[3]?.id.toUpperCase() ?? "")).toEqual(rows[3]);
    expect(api.received).toHaveLength(1);
  });

  it("find nothing for what is not there and for what is no id, and do not fail the others", async () => {
    const api = await fake(filter);
    const client = clientOf(api);
    const reads = [rows[0]?.id ?? "", "nonsense", "", flow.id].map((id) => client.read.flow(id));
    expect(await Promise.all(reads)).toEqual([rows[0], undefined, undefined, undefined]);
    expect(await client.read.flowByName("nul\0byte")).toBeUndefined();
    expect(api.received[0]?.body).not.toContain("nonsense");
  });

  it("are forgotten when the client writes", async () => {
    const api = await fake(filter);
    const client = clientOf(api);
    await client.read.flow(flow.id);
    await postFlow(client);
    await client.read.flow(flow.id);
    expect(api.received.filter(({ path }) => path.endsWith("/filter"))).toHaveLength(2);
  });

  it("made while a write is under way are not kept", async () => {
    let answerWrite = () => {};
    const api = await fake((request) => {
      if (request.path.endsWith("/filter")) return filter(request);
      return (response) => {
        answerWrite = () =>
          response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(flow));
      };
    });
    const client = clientOf(api);
    const write = postFlow(client);
    await client.read.flow(flow.id);
    await client.read.flow(flow.id);
    answerWrite();
    await write;
    await client.read.flow(flow.id);
    expect(api.received.filter(({ path }) => path.endsWith("/filter"))).toHaveLength(2);
  });

  it("ask again after a failure", async () => {
    const api = await fake((request, index) => (index === 0 ? { status: 500, json: {} } : filter(request)));
    const client = clientOf(api);
    await expect(client.read.flow(rows[0]?.id ?? "")).rejects.toThrow("500");
    expect(await client.read.flow(rows[0]?.id ?? "")).toEqual(rows[0]);
  });
});

describe("pages", () => {
  const all = Array.from({ length: 450 }, (_, i) => ({ ...flow, name: `f${i}` }));
  const paged =
    (most: number) =>
    (request: Received): FakeAnswer => {
      const { limit, offset } = JSON.parse(request.body);
      if (limit > most)
        return { status: 422, json: { detail: `Invalid limit: must be less than or equal to ${most}.` } };
      return { status: 200, json: all.slice(offset, offset + limit) };
    };

  it("are all fetched", async () => {
    const api = await fake(paged(200));
    const found = await clientOf(api).listAll("/flows/filter", { body: { sort: "NAME_ASC" } });
    expect(found).toEqual(all);
    expect(api.received.map(({ body }) => JSON.parse(body))).toEqual(
      [0, 200, 400].map((offset) => ({ sort: "NAME_ASC", limit: 200, offset })),
    );
  });

  it("come one by one, as small as the server wants them", async () => {
    const sizes: number[] = [];
    for await (const page of clientOf(await fake(paged(180))).pages("/flows/filter", { body: {} }))
      sizes.push(page.length);
    expect(sizes).toEqual([180, 180, 90]);
  });
});
