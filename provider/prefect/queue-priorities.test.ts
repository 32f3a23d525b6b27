import { afterEach, expect, it } from "vitest";
import { createPrefectClient } from "../../client";
import { type FakeAnswer, type FakeApi, startFakeApi } from "../../tests/support/fake-api";
import { PartialResult } from "../framework/resource";
import { QueuePriorities } from "./queue-priorities";

let api: FakeApi | undefined;
afterEach(() => api?.stop());

/** Writes a queue with priority 1, while the fake server gives these answers to the lists of queues. */
async function write(answer: (list: number) => FakeAnswer): Promise<unknown> {
  let lists = 0;
  api = await startFakeApi(({ method }) => {
    if (method === "PATCH") return { status: 204 };
    lists += 1;
    return answer(lists);
  });
  const client = createPrefectClient({ apiUrl: api.url, env: { HOME: "/nonexistent" } });
  const written = { id: "new", name: "q" };
  return new QueuePriorities().write(client, "pool", 1, async () => written);
}

it("tells of a queue that was made when the others cannot be put back", async () => {
  const failure = write((list) => (list === 1 ? { status: 200, json: [] } : { status: 422, json: {} }));
  await expect(failure).rejects.toBeInstanceOf(PartialResult);
  await expect(failure).rejects.toMatchObject({ remote: { id: "new", name: "q" } });
});

it("lets no one read while a queue is on the move", async () => {
  api = await startFakeApi(() => ({ status: 200, json: [] }));
  const client = createPrefectClient({ apiUrl: api.url, env: { HOME: "/nonexistent" } });
  const priorities = new QueuePriorities();
  const order: string[] = [];
  const written = priorities.write(client, "pool", 1, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    order.push("written");
    return { id: "new" };
  });
  await priorities.read(client, "pool", async () => order.push("read"));
  await written;
  expect(order).toEqual(["written", "read"]);
});

it("does not fight another client for ever", async () => {
  const queue = (priority: number) => ({ id: "other", name: "other", priority });
  const written = write((list) => ({ status: 200, json: [queue(list + 1)] }));
  expect(await written).toMatchObject({ id: "new" });
});
