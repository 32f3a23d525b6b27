import { expect, test } from "vitest";
import { Loaders } from "./loaders";
import type { Listing, PageSizes } from "./read-ahead";

interface Row {
  readonly key: string;
  readonly kind: string;
}

interface Asked {
  readonly what: "by key" | "look" | "page";
  readonly rows: number;
}

const costly: PageSizes = { whileFew: 50, afterwards: 20, isCheap: false };
const cheap: PageSizes = { whileFew: 200, afterwards: 200, isCheap: true };

interface Setting {
  readonly fault?: (asked: Asked) => void;
  readonly excludes?: boolean;
  readonly expected?: number;
  readonly sizes?: PageSizes;
}

/** A server with rows of kind `a`, and whoever asks it for them as Terraform does: ten at a time, in any order. */
function server(
  rows: readonly Row[],
  { fault, excludes = true, expected = 0, sizes = costly }: Setting = {},
) {
  const asked: Asked[] = [];
  const answered = async (one: Asked) => {
    asked.push(one);
    fault?.(one);
    await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const listing = (like: readonly Row[]): Listing<Row> => {
    const kinds = new Set(like.map(({ kind }) => kind));
    const others = (without: readonly string[]) =>
      rows.filter(({ key, kind }) => kinds.has(kind) && !(excludes && without.includes(key)));
    return {
      excludes,
      sizes,
      page: async (without, limit, offset) => {
        const found = others(without).slice(offset, offset + limit);
        await answered({ what: limit === 1 ? "look" : "page", rows: found.length });
        return found;
      },
    };
  };
  const loaders = new Loaders();
  const find = loaders.byKeyAhead<Row>(
    async (keys) => {
      const found = rows.filter(({ key }) => keys.includes(key));
      await answered({ what: "by key", rows: keys.length });
      return found;
    },
    ({ key }) => key,
    { rowsAhead: listing, expected },
  );
  const plan = async (keys: readonly string[], at = 10) => {
    const waiting = [...keys];
    const found: (Row | undefined)[] = [];
    const caller = async () => {
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) found.push(await find(key));
    };
    await Promise.all(Array.from({ length: at }, caller));
    return found;
  };
  return {
    asked,
    find,
    plan,
    forget: () => loaders.forget(),
    rowsOf: (what: Asked["what"]) => sum(asked, what),
  };
}

const sum = (asked: readonly Asked[], what: Asked["what"]): number =>
  asked.reduce((rows, one) => rows + (one.what === what ? one.rows : 0), 0);

const rowsOf = (count: number, kind = "a"): Row[] =>
  Array.from({ length: count }, (_, index) => ({ key: `${kind}${index}`, kind }));
const keysOf = (rows: readonly Row[]): string[] => rows.map(({ key }) => key);

test.each([20, 60, 100, 400])(
  "of %i rows that are all asked for, each is answered, most of them ahead",
  async (count) => {
    const rows = rowsOf(count);
    const { plan, rowsOf: rowsRead, asked } = server(rows);
    const found = await plan(keysOf(rows));
    expect(found.map((row) => row?.key).sort()).toEqual(keysOf(rows).sort());
    expect(rowsRead("page")).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(Math.max(count / 8, 4));
  },
);

test.each([60, 900])("a server that cannot leave out what is known brings %i rows as well", async (count) => {
  const rows = rowsOf(count);
  const { plan, rowsOf: rowsRead } = server(rows, { excludes: false });
  expect((await plan(keysOf(rows))).filter((row) => row === undefined)).toEqual([]);
  expect(rowsRead("page")).toBeGreaterThan(0);
  expect(rowsRead("by key")).toBeLessThan(count);
});

test("a few are read by themselves", async () => {
  const { plan, asked } = server(rowsOf(100));
  await plan(["a1", "a2", "a3"]);
  expect(asked).toEqual([{ what: "by key", rows: 3 }]);
});

test("of far more others than were asked for none is read", async () => {
  const rows = rowsOf(2000);
  const { plan, asked, rowsOf: rowsRead } = server(rows);
  await plan(keysOf(rows).slice(0, 100));
  expect(rowsRead("page")).toBe(0);
  expect(rowsRead("by key")).toBe(100);
  expect(asked.filter(({ what }) => what === "look")).toHaveLength(1);
});

test("of as many others as are expected to be asked for all are read at once", async () => {
  const rows = rowsOf(600);
  const { plan, asked, rowsOf: rowsRead } = server(rows, { expected: 600 });
  expect((await plan(keysOf(rows))).filter((row) => row === undefined)).toEqual([]);
  expect(asked.slice(0, 3).map(({ what }) => what)).toEqual(["by key", "look", "page"]);
  expect(rowsRead("page")).toBeGreaterThan(rowsRead("by key"));
});

test("of far more others than are expected none is read", async () => {
  const rows = rowsOf(2000);
  const { plan, rowsOf: rowsRead } = server(rows, { expected: 100 });
  await plan(keysOf(rows).slice(0, 100));
  expect(rowsRead("page")).toBe(0);
});

test("where a page is cheap, one is read before it is looked how many there are", async () => {
  const rows = rowsOf(180);
  const { plan, asked } = server(rows, { sizes: cheap });
  expect((await plan(keysOf(rows))).filter((row) => row === undefined)).toEqual([]);
  expect(asked.map(({ what }) => what)).toEqual(["by key", "page"]);
});

test.each([0, 1000])(
  "of more than a cheap page the rest is read if it is likely to be asked for: %i",
  async (expected) => {
    const rows = rowsOf(1000);
    const { plan, asked, rowsOf: rowsRead } = server(rows, { sizes: cheap, expected });
    expect((await plan(keysOf(rows))).filter((row) => row === undefined)).toEqual([]);
    const ahead = asked.map(({ what }) => what).filter((what) => what !== "by key");
    expect(ahead.slice(0, 2)).toEqual(["page", "look"]);
    expect(rowsRead("page")).toBeGreaterThanOrEqual(expected === 0 ? 200 : 900);
  },
);

test("rows that nobody has are looked for by themselves, and not found", async () => {
  const rows = rowsOf(40);
  const { plan } = server(rows);
  const found = await plan([...keysOf(rows), "none", "nowhere"]);
  expect(found.filter((row) => row === undefined)).toHaveLength(2);
  expect(found.filter((row) => row !== undefined)).toHaveLength(40);
});

test("rows of another kind, met later, are found as well", async () => {
  const first = rowsOf(40);
  const second = rowsOf(60, "b");
  const { plan } = server([...first, ...second]);
  expect((await plan([...keysOf(second), ...keysOf(first)])).filter((row) => row === undefined)).toEqual([]);
});

test.each(["look", "page"] as const)(
  "a %s that fails is not told: the rows are read by themselves",
  async (what) => {
    const rows = rowsOf(60);
    const {
      plan,
      asked,
      rowsOf: rowsRead,
    } = server(rows, {
      fault: (one) => {
        if (one.what === what) throw new Error("no such filter");
      },
    });
    expect((await plan(keysOf(rows))).filter((row) => row === undefined)).toEqual([]);
    expect(rowsRead("by key")).toBe(60);
    expect(asked.filter((one) => one.what === what)).toHaveLength(1);
  },
);

test("a read that fails is told to whoever asked", async () => {
  const { plan } = server(rowsOf(60), {
    fault: ({ what }) => {
      if (what === "by key") throw new Error("the server is gone");
    },
  });
  await expect(plan(["a1", "a2"])).rejects.toThrow("the server is gone");
});

test("after all is forgotten nothing is read ahead, and nothing old is told", async () => {
  const rows = rowsOf(60);
  const { plan, find, forget, asked } = server(rows);
  await plan(keysOf(rows));
  forget();
  asked.length = 0;
  const changed = { key: "a5", kind: "changed" };
  rows[5] = changed;
  expect(await find("a5")).toEqual(changed);
  await plan(keysOf(rows));
  expect(asked.filter(({ what }) => what !== "by key")).toEqual([]);
});

test("one caller after the other is served as well", async () => {
  const rows = rowsOf(40);
  const { plan, asked } = server(rows);
  expect((await plan(keysOf(rows), 1)).filter((row) => row === undefined)).toEqual([]);
  expect(asked.length).toBeLessThan(40);
});
