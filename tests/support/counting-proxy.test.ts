import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type CountingProxy, startCountingProxy } from "./counting-proxy";

const heard: string[] = [];
const upstream = createServer((request, response) => {
  heard.push(`${request.method} ${request.url}`);
  request.pipe(response.writeHead(201, { "x-from": "upstream" }));
});
let proxy: CountingProxy;

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const address = upstream.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  proxy = await startCountingProxy(`http://127.0.0.1:${address.port}/api`);
});
afterAll(async () => {
  await proxy.stop();
  upstream.close();
});
beforeEach(() => {
  heard.length = 0;
  proxy.reset();
});

it("passes requests on and logs them", async () => {
  const response = await fetch(`${proxy.apiUrl}/flows/?x=1`, { method: "POST", body: "héllo" });
  expect(response.status).toBe(201);
  expect(response.headers.get("x-from")).toBe("upstream");
  expect(await response.text()).toBe("héllo");
  expect(heard).toEqual(["POST /api/flows/?x=1"]);
  expect(proxy.requests).toMatchObject([
    { method: "POST", path: "/api/flows/?x=1", body: "héllo", status: 201 },
  ]);
  expect(proxy.counts()).toEqual({ "POST /api/flows/": 1 });
});

it("answers in the server's place, as often as told", async () => {
  proxy.inject({ method: "GET", path: "/api/a", times: 2, effect: { kind: "answer", status: 503 } });
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) statuses.push((await fetch(`${proxy.apiUrl}/a`)).status);
  expect(statuses).toEqual([503, 503, 201]);
  expect(heard).toHaveLength(1);
});

it("loses an answer after the server has heard the request, or cuts before", async () => {
  proxy.inject({ path: /lose/, effect: { kind: "lose-answer" } });
  proxy.inject({ path: /cut/, effect: { kind: "cut" } });
  await expect(fetch(`${proxy.apiUrl}/lose`)).rejects.toThrow("fetch failed");
  await expect(fetch(`${proxy.apiUrl}/cut`)).rejects.toThrow("fetch failed");
  expect(heard).toEqual(["GET /api/lose"]);
});
