import { afterEach, describe, expect, it } from "vitest";
import { type FakeAnswer, type FakeApi, type Received, startFakeApi } from "../tests/support/fake-api";
import { createPrefectClient, ifFound, type PrefectClient, unwrap } from "./index";
import { apiVersion } from "./openapi/version";
import { isOlder, remarkOnAge } from "./server-version";

describe("the age of a server", () => {
  it.each([
    ["3.4.0", "3.8.8", true],
    ["3.8.7", "3.8.8", true],
    ["3.10.0", "3.8.8", false],
    ["2.20.27", "3.8.8", true],
    ["3.8.8", "3.8.8", false],
    ["3.8.8rc1", "3.8.8", false],
    ["3.4.0+17.gabc.dirty", "3.8.8", true],
    ["dev", "3.8.8", false],
    [undefined, "3.8.8", false],
  ])("%s before %s: %s", (version, than, expected) => {
    expect(isOlder(version, than)).toBe(expected);
  });
});

describe("the client of a server that lacks a field", () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  async function connect(
    version: FakeAnswer,
    answer: (request: Received) => FakeAnswer,
  ): Promise<{ client: PrefectClient; api: FakeApi }> {
    const api = await startFakeApi((request) =>
      request.path.endsWith("/admin/version") ? version : answer(request),
    );
    const client = createPrefectClient({ apiUrl: api.url, env: { HOME: "/nonexistent" } });
    cleanups.push(
      () => api.stop(),
      () => client.close(),
    );
    return { client, api };
  }

  const unknownField = (...loc: string[]): FakeAnswer => ({
    status: 422,
    json: {
      exception_message: "Invalid request received.",
      exception_detail: [
        { type: "extra_forbidden", loc: ["body", ...loc], msg: "Extra inputs are not permitted", input: "x" },
      ],
    },
  });
  const failure = async (version: FakeAnswer, answer: FakeAnswer): Promise<unknown> => {
    const { client } = await connect(version, () => answer);
    const post = client.POST("/flows/", { body: { name: "etl", labels: { a: "b" } } });
    return unwrap(post).catch((error: unknown) => error);
  };

  it("says what runs there and what it needs", async () => {
    expect(String(await failure({ status: 200, json: "3.4.0" }, unknownField("labels")))).toMatch(
      /POST \/flows\/ was answered with 422: labels: needs a newer Prefect than 3\.4\.0/,
    );
  });

  it.each<[string, FakeAnswer]>([
    ["is no older", { status: 200, json: apiVersion }],
    ["does not tell its version", { status: 404, json: { detail: "Not Found" } }],
    ["tells something else", { status: 200, text: "<html>" }],
  ])("keeps the server's words where it %s", async (_, version) => {
    const error = await failure(version, unknownField("labels"));
    expect(error).toMatchObject({ detail: "labels: Extra inputs are not permitted", advice: undefined });
  });

  it("mentions the server's age where that may explain a failure, and nowhere else", async () => {
    const old = { status: 200, json: "3.4.0" };
    const remark = remarkOnAge("3.4.0");
    expect(remark).toContain("3.4.0");
    const refused = { type: "value_error", loc: ["body", "name"], msg: "bad name" };
    const doubtful: FakeAnswer[] = [
      { status: 422, json: { detail: [refused] } },
      { status: 404, json: { detail: "Not Found" } },
      { status: 405, json: { detail: "Method Not Allowed" } },
    ];
    for (const answer of doubtful) expect(await failure(old, answer)).toMatchObject({ advice: remark });
    const clear: FakeAnswer[] = [
      { status: 404, json: { detail: "Flow not found" } },
      { status: 409, json: { detail: "Data integrity conflict." } },
    ];
    for (const answer of clear) expect(await failure(old, answer)).toMatchObject({ advice: undefined });
  });

  it("doubts the address where every path is unknown, and takes no object for gone", async () => {
    const unknownPath: FakeAnswer = { status: 404, json: { detail: "Not Found" } };
    const { client } = await connect(unknownPath, () => unknownPath);
    const params = { path: { id: "3b5538c0-e266-4b91-9f2d-28aad50ff40a" } };
    const gone = ifFound(unwrap(client.GET("/flows/{id}", { params })));
    await expect(gone).rejects.toThrow(/Does http.* name the API of a Prefect server\?/);
    await expect(client.read.flow(params.path.id)).rejects.toThrow("look at its host, port and path");
  });

  it("takes an object for gone where only its own path is unknown", async () => {
    const { client } = await connect({ status: 200, json: "3.4.0" }, () => ({
      status: 404,
      json: { detail: "Not Found" },
    }));
    expect(await ifFound(unwrap(client.GET("/admin/storage")))).toBeUndefined();
  });

  it("asks for its version once", async () => {
    const { client, api } = await connect({ status: 200, json: "3.4.0" }, () => unknownField("name"));
    const post = () => unwrap(client.POST("/flows/", { body: { name: "etl" } })).catch(() => undefined);
    await Promise.all([post(), post()]);
    await post();
    expect(await client.serverVersion()).toBe("3.4.0");
    expect(api.received.filter(({ path }) => path.endsWith("/admin/version"))).toHaveLength(1);
  });

  it("finds automations one by one where the filter takes no ids", async () => {
    const ids = ["3b5538c0-e266-4b91-9f2d-28aad50ff40a", "5f0b6a83-18b6-4b3e-a1a5-0a43f5a0c9f1"] as const;
    const { client, api } = await connect({ status: 200, json: "3.4.0" }, ({ method, path }) => {
      if (method === "POST") return unknownField("automations", "id");
      const id = path.split("/").at(-1);
      return id === ids[0]
        ? { status: 200, json: { id, name: "a" } }
        : { status: 404, json: { detail: "Automation not found" } };
    });
    const found = await Promise.all(ids.map((id) => client.read.automation(id)));
    expect(found).toMatchObject([{ id: ids[0] }, undefined]);
    await unwrap(
      client.PATCH("/automations/{id}", { params: { path: { id: ids[0] } }, body: { enabled: true } }),
    ).catch(() => undefined);
    expect(await client.read.automation(ids[0])).toMatchObject({ id: ids[0] });
    expect(api.received.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});
