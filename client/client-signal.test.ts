import { describe, expect, it } from "vitest";
import {
  clientOf,
  failureOf,
  fake,
  flow,
  getFlow,
  postFlow,
  silence,
} from "../tests/support/client-of-fake-api";

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
