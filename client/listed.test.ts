import { describe, expect, it } from "vitest";
import { findListed } from "./listed";

interface Row {
  readonly id: string;
  readonly name: string;
}

const row = (index: number): Row => ({ id: `id-${index}`, name: `name-${index}` });
const some = (count: number, from = 0): Row[] =>
  Array.from({ length: count }, (_, index) => row(from + index));

/** A list in memory in pages of 200 that counts what is asked of it. */
function listOf(rows: readonly Row[], hidden: readonly Row[] = []) {
  const asked = { pages: 0, gets: 0 };
  return {
    asked,
    async *pages() {
      for (let at = 0; at < rows.length; at += 200) {
        asked.pages += 1;
        yield rows.slice(at, at + 200);
      }
    },
    get: async (key: string) => {
      asked.gets += 1;
      return [...rows, ...hidden].find(({ id, name }) => id === key || name === key);
    },
    keysOf: ({ id, name }: Row) => [id, name],
  };
}

const nobody = () => undefined;

describe("rows of a list without a filter", () => {
  it("are found by id and by name, in one page where that suffices", async () => {
    const list = listOf(some(450));
    const keys = ["name-3", "id-5", "id-7"];
    expect(await findListed(keys, list, nobody)).toEqual([row(3), row(5), row(7)]);
    expect(list.asked).toEqual({ pages: 1, gets: 0 });
  });

  it("are asked for one by one where the list does not pay", async () => {
    const few = listOf(some(450));
    expect(await findListed(["id-1", "id-449"], few, nobody)).toEqual([row(1), row(449)]);
    expect(few.asked).toEqual({ pages: 0, gets: 2 });
    const far = listOf(some(1000));
    const keys = ["id-0", "id-201", "id-999"];
    expect(await findListed(keys, far, nobody)).toEqual([row(0), row(201), row(999)]);
    expect(far.asked).toEqual({ pages: 1, gets: 2 });
  });

  it("are asked for once more when the list lacks them, and told to be gone only then", async () => {
    const list = listOf(some(3), [row(7)]);
    expect(await findListed(["id-1", "id-7", "id-9"], list, nobody)).toEqual([row(1), row(7), undefined]);
    expect(list.asked).toEqual({ pages: 1, gets: 2 });
  });

  it("go by id before name", async () => {
    const named: Row = { id: "id-x", name: "id-1" };
    expect(await findListed(["id-1", "id-2", "id-0"], listOf([named, ...some(3)]), nobody)).toEqual([
      row(1),
      row(2),
      row(0),
    ]);
  });

  it("are told, wanted or not", async () => {
    const met: string[] = [];
    await findListed(["id-0", "id-1", "id-2"], listOf(some(5)), ({ id }) => met.push(id));
    expect(met).toEqual(["id-0", "id-1", "id-2", "id-3", "id-4"]);
  });
});
