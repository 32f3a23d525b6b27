import { describe, expect, it } from "vitest";
import type { CallRequest } from "./call";
import { makePages } from "./pages";

/** A call that answers as told, and judges the answer as the real one does. */
function fakeCall(answer: unknown) {
  return async <T>(_request: CallRequest, hasShape?: (answer: unknown) => boolean): Promise<T> => {
    if (hasShape?.(answer) === false) throw new Error("unexpected answer");
    return JSON.parse(JSON.stringify(answer));
  };
}

describe("listAll", () => {
  it.each([[{}], [null], [[1, 2]], ["text"]])(
    "refuses %j: a filter answers a list of objects",
    async (answer) => {
      const { listAll } = makePages(fakeCall(answer));
      await expect(listAll("/flows/filter", { body: {} })).rejects.toThrow("unexpected answer");
    },
  );

  it("gives the rows of a page that is not full", async () => {
    const { listAll } = makePages(fakeCall([{ id: "1" }]));
    expect(await listAll("/flows/filter", { body: {} })).toEqual([{ id: "1" }]);
  });
});
