import { describe, expect, it } from "vitest";
import { type Place, RequestQueue } from "./queue";

const settle = () => new Promise((resolve) => setImmediate(resolve));

function enterAll(
  queue: RequestQueue,
  kind: "read" | "write",
  count: number,
  places: Place[],
  returning = false,
) {
  for (let i = 0; i < count; i++)
    void queue.enter(kind, returning, undefined).then((place) => places.push(place));
}

describe("RequestQueue", () => {
  it("lets reads through side by side and writes one at a time at first", async () => {
    const queue = new RequestQueue(undefined);
    const [reads, writes]: [Place[], Place[]] = [[], []];
    enterAll(queue, "read", 20, reads);
    enterAll(queue, "write", 5, writes);
    await settle();
    expect([reads.length, writes.length]).toEqual([8, 1]);
    writes[0]?.leave();
    writes[0]?.leave();
    await settle();
    expect(writes.length).toBe(2);
  });

  it("caps both kinds together", async () => {
    const queue = new RequestQueue(2);
    const [reads, writes]: [Place[], Place[]] = [[], []];
    enterAll(queue, "read", 5, reads);
    enterAll(queue, "write", 5, writes);
    await settle();
    expect(reads.length + writes.length).toBe(2);
  });

  it("lets those that had a place before go first", async () => {
    const queue = new RequestQueue(1);
    const [first, fresh, returned]: [Place[], Place[], Place[]] = [[], [], []];
    enterAll(queue, "write", 1, first);
    await settle();
    enterAll(queue, "write", 1, fresh);
    enterAll(queue, "write", 1, returned, true);
    first[0]?.leave();
    await settle();
    expect([fresh.length, returned.length]).toEqual([0, 1]);
  });

  it("forgets who gives up", async () => {
    const queue = new RequestQueue(1);
    const [first, last]: [Place[], Place[]] = [[], []];
    enterAll(queue, "write", 1, first);
    await settle();
    const abort = new AbortController();
    const waiting = queue.enter("write", false, abort.signal);
    enterAll(queue, "write", 1, last);
    abort.abort(new Error("stop"));
    await expect(waiting).rejects.toThrow("stop");
    await expect(queue.enter("write", false, abort.signal)).rejects.toThrow("stop");
    first[0]?.leave();
    await settle();
    expect(last.length).toBe(1);
  });
});
