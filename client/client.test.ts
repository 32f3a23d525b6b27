import { describe, expect, it } from "vitest";
import {
  clientOf,
  failureOf,
  fake,
  flow,
  getFlow,
  inTurn,
  postFlow,
  silence,
} from "../tests/support/client-of-fake-api";
import type { FakeAnswer, FakeApi, Received } from "../tests/support/fake-api";
import {
  ifFound,
  jsonNumber,
  PrefectApiError,
  type PrefectClient,
  PrefectConnectionError,
  PrefectPathError,
  unwrap,
  unwrapWithStatus,
} from "./index";

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
