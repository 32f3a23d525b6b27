import { describe, expect, it } from "vitest";
import { type CreateCall, create as createWaiting } from "./create";
import { PrefectApiError, PrefectUnknownFateError } from "./errors";

const create = <T>(call: CreateCall<T>) => createWaiting(call, [0, 1, 2]);

const lost = () => new PrefectUnknownFateError("lost", { address: "http://h/api", seconds: 1 });
const answered = (status: number) =>
  new PrefectApiError({ status, method: "POST", path: "/x", detail: "no", fields: [] });

/** Gives or throws one result after the other. */
function script<T>(...results: (T | Error)[]) {
  const calls = { count: 0 };
  const next = async (): Promise<T> => {
    const result = results[Math.min(calls.count++, results.length - 1)];
    if (result instanceof Error || result === undefined) throw result ?? new Error("nothing left");
    return result;
  };
  return { next, calls };
}

const finds = (...results: (string | undefined)[]) => {
  const calls = { count: 0 };
  return { find: async () => results[Math.min(calls.count++, results.length - 1)], calls };
};

describe("create", () => {
  it("does not look when the answer comes", async () => {
    const { find, calls } = finds("other");
    expect(await create({ post: async () => "made", find })).toEqual({ value: "made", recovered: false });
    expect(calls.count).toBe(0);
  });

  it("sends nothing again after a request that took all of its time, but looks for what it has made", async () => {
    const timedOut = new PrefectUnknownFateError("late", { address: "http://h/api", seconds: 1 }, {}, true);
    const post = script<string>(timedOut);
    await expect(create({ post: post.next, find: finds(undefined).find })).rejects.toBe(timedOut);
    expect(post.calls.count).toBe(1);
    const found = await create({ post: script<string>(timedOut).next, find: finds(undefined, "found").find });
    expect(found).toEqual({ value: "found", recovered: true });
  });

  it("takes what it finds after a lost answer, and sends nothing again", async () => {
    const post = script<string>(lost());
    expect(await create({ post: post.next, find: finds(undefined, "found").find })).toEqual({
      value: "found",
      recovered: true,
    });
    expect(post.calls.count).toBe(1);
  });

  it("sends again when there is nothing", async () => {
    const post = script<string>(lost(), "made");
    expect(await create({ post: post.next, find: finds(undefined).find })).toEqual({
      value: "made",
      recovered: false,
    });
  });

  it("looks again when the second request conflicts with the first one's work", async () => {
    const post = script<string>(lost(), answered(409));
    const { find } = finds(undefined, undefined, undefined, "found");
    expect(await create({ post: post.next, find })).toEqual({ value: "found", recovered: true });
  });

  it("throws other errors, a conflict of the first request among them", async () => {
    await expect(create({ post: script<string>(answered(409)).next, find: finds("x").find })).rejects.toThrow(
      "409",
    );
    await expect(create({ post: script<string>(answered(422)).next, find: finds("x").find })).rejects.toThrow(
      "422",
    );
  });

  it.each([201, 500, 524])("looks for what a request has made that %i does not tell of", async (status) => {
    const unclear = answered(status);
    const post = script<string>(unclear);
    expect(await create({ post: post.next, find: finds("found").find })).toEqual({
      value: "found",
      recovered: true,
    });
    await expect(create({ post: post.next, find: finds(undefined).find })).rejects.toBe(unclear);
    const failing = async () => {
      throw answered(502);
    };
    await expect(create({ post: post.next, find: failing })).rejects.toBe(unclear);
    expect(post.calls.count).toBe(3);
  });

  it("does not go on for ever", async () => {
    const post = script<string>(lost());
    await expect(create({ post: post.next, find: finds(undefined).find })).rejects.toThrow(
      PrefectUnknownFateError,
    );
    expect(post.calls.count).toBe(3);
  });
});
