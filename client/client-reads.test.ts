import { describe, expect, it } from "vitest";
import { clientOf, fake, flow, postFlow } from "../tests/support/client-of-fake-api";
import type { FakeAnswer, Received } from "../tests/support/fake-api";

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
