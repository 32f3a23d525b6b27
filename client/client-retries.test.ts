import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import {
  afterwards,
  breakOff,
  clientOf,
  failureOf,
  fake,
  flow,
  getFlow,
  inTurn,
  postFlow,
  silence,
} from "../tests/support/client-of-fake-api";
import { type FakeAnswer, startFakeApi } from "../tests/support/fake-api";
import {
  ifFound,
  PrefectConnectionError,
  PrefectTimeoutError,
  PrefectUnknownFateError,
  unwrap,
} from "./index";

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
      afterwards(() => api.stop());
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
    afterwards(() => void server.close());
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
