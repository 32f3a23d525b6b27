import { afterEach, expect, it } from "vitest";
import { type FakeAnswer, type FakeApi, startFakeApi } from "../tests/support/fake-api";
import { createPrefectClient, ifFound, PrefectApiError, unwrap } from "./index";

let api: FakeApi | undefined;
afterEach(() => api?.stop());

const page = "<html><head><title>Sign in</title></head></html>";
const html = { "content-type": "text/html" };
const is = (status: number, text: string, headers = {}): FakeAnswer => ({ status, text, headers });
const date = (milliseconds: number) => new Date(Date.now() + milliseconds).toUTCString();

it.each<[string, FakeAnswer, RegExp]>([
  [
    "busy",
    is(503, "{}"),
    /too busy to take it for .* s \(\d+ tries\)\. .*the argument retryTimeout \(0\.5 s\)/,
  ],
  [
    "a wait in seconds",
    is(429, "{}", { "retry-after": "60" }),
    /asks to wait 60 s, .*retryTimeout \(0\.5 s\)/,
  ],
  ["a wait as a date", is(429, "{}", { "retry-after": date(60_000) }), /asks to wait [56]\d(\.\d)? s/],
  ["a page", is(200, page, html), /a web page titled "Sign in" instead of JSON\. Does .* name the API/],
  ["nothing", is(201, ""), /an empty answer instead of JSON/],
  ["nothing, by its status", is(204, ""), /an empty answer instead of JSON/],
  ["a status that HTTP does not know", is(999, "{}"), /answered with 999/],
  ["null", is(200, "null"), /JSON that is not what a Prefect API answers there/],
  ["a list", is(200, "[]"), /JSON that is not what a Prefect API answers there/],
  [
    "what was compressed unasked",
    is(200, "\u001f\u008b\u0008\u0000"),
    /bytes that are no text instead of JSON/,
  ],
  [
    "what was compressed unasked, and says so",
    is(200, "\u001f\u008b\u0008\u0000", { "content-encoding": "gzip" }),
    /compressed \(content-encoding: gzip\) instead of JSON\. That was not asked for/,
  ],
  ["half an object", is(200, '{"id": '), /instead of JSON/],
  ["a redirect elsewhere", is(307, "", { location: "http://127.0.0.1:9/api/flows/" }), /not followed/],
  ["redirects in a circle", is(307, "", { location: "/api/flows/" }), /Its redirects lead in a circle/],
  [
    "a CSRF refusal of every token",
    is(403, '{"detail":"Invalid CSRF token or client identifier"}'),
    /do all requests reach the same server\?/,
  ],
])("%s: a creation fails with what was asked, what was answered and what to do", async (_, answer, words) => {
  api = await startFakeApi(({ path }) =>
    path.startsWith("/api/csrf-token")
      ? { status: 200, json: { token: String(Math.random()), expiration: date(3_600_000) } }
      : answer,
  );
  const settings = { connectTimeout: 0.5, retryTimeout: 0.5, env: { HOME: "/nonexistent" } };
  const client = createPrefectClient({ apiUrl: api.url, ...settings });
  const error = await unwrap(client.POST("/flows/", { body: { name: "etl" } })).catch((one: unknown) => one);
  client.close();
  expect(error).toBeInstanceOf(PrefectApiError);
  expect(String(error)).toMatch(/POST \/flows\/ was answered with \d{3}: /);
  expect(String(error)).toMatch(words);
});

it("a deletion takes a bare 404, which names no object, for another server's", async () => {
  api = await startFakeApi(({ path }) =>
    path === "/api/admin/version" ? { status: 200, json: "3.8.8" } : is(404, '{"detail":"Not Found"}'),
  );
  const client = createPrefectClient({ apiUrl: api.url, env: { HOME: "/nonexistent" } });
  const id = "3b5538c0-e266-4b91-9f2d-28aad50ff40a";
  const deletion = ifFound(unwrap(client.DELETE("/flows/{id}", { params: { path: { id } } })));
  const error = await deletion.catch((one: unknown) => one);
  client.close();
  expect(String(error)).toMatch(/answered with 404: Not Found.* Does .* name the API/);
});

it("a read that a gateway answers for says for how long it was tried", async () => {
  api = await startFakeApi(() => is(502, page, html));
  const client = createPrefectClient({ apiUrl: api.url, connectTimeout: 0.3, env: { HOME: "/nonexistent" } });
  const id = "3b5538c0-e266-4b91-9f2d-28aad50ff40a";
  const error = await unwrap(client.GET("/flows/{id}", { params: { path: { id } } })).catch(
    (one: unknown) => one,
  );
  client.close();
  expect(String(error)).toMatch(/502: a web page .* A gateway .* got no answer .* connectTimeout \(0\.3 s\)/);
});

it("an answer without end is given up before it fills the memory", async () => {
  const piece = Buffer.alloc(2 ** 20, " ");
  api = await startFakeApi(() => (response) => {
    const write = (): void => {
      while (!response.destroyed && response.write(piece));
    };
    response.on("drain", write);
    response.writeHead(200, { "content-type": "application/json" });
    write();
  });
  const client = createPrefectClient({ apiUrl: api.url, env: { HOME: "/nonexistent" } });
  const error = await unwrap(client.GET("/version")).catch((one: unknown) => one);
  client.close();
  expect(String(error)).toMatch(/broke off GET \/version within .*one try.*longer than 128 MB/);
});
