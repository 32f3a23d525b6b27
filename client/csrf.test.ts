import { afterEach, describe, expect, it, vi } from "vitest";
import { type CsrfToken, CsrfTokens } from "./csrf";

/** Fake tokens `t1`, `t2`, … that are good for `seconds`. */
function tokens(wanted: boolean | undefined, seconds = 3600, none = false) {
  const fetched: string[] = [];
  const csrf = new CsrfTokens(wanted, async (client): Promise<CsrfToken | undefined> => {
    fetched.push(client);
    return none ? undefined : { token: `t${fetched.length}`, lifetime: seconds * 1000 };
  });
  return { csrf, fetched };
}

describe("CsrfTokens", () => {
  afterEach(() => vi.useRealTimers());

  it("fetches one token for all that want it, and uses it again", async () => {
    const { csrf, fetched } = tokens(true);
    expect(await Promise.all([csrf.current(), csrf.current(), csrf.current()])).toEqual(["t1", "t1", "t1"]);
    expect(await csrf.current()).toBe("t1");
    expect(fetched).toHaveLength(1);
    expect(csrf.headers("t1")).toEqual({ "prefect-csrf-token": "t1", "prefect-csrf-client": fetched[0] });
  });

  it("renews it before it expires, for the same client", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 0 });
    const { csrf, fetched } = tokens(true);
    expect(await csrf.current()).toBe("t1");
    vi.setSystemTime(3_569_999);
    expect(await csrf.current()).toBe("t1");
    vi.setSystemTime(3_570_000);
    expect(await csrf.current()).toBe("t2");
    expect(new Set(fetched).size).toBe(1);
  });

  it.each([
    [10, 5_000],
    [0, 1_000],
    [-7200, 1_000],
  ])(
    "uses one that is good for %i s for %i ms, since a new one spoils it for requests under way",
    async (seconds, used) => {
      vi.useFakeTimers({ toFake: ["Date"], now: 0 });
      const { csrf } = tokens(true, seconds);
      await csrf.current();
      vi.setSystemTime(used - 1);
      expect(await csrf.current()).toBe("t1");
      vi.setSystemTime(used);
      expect(await csrf.current()).toBe("t2");
    },
  );

  it("fetches none before the server asks, unless told to", async () => {
    const { csrf, fetched } = tokens(undefined);
    expect(await csrf.current()).toBeUndefined();
    expect(fetched).toHaveLength(0);
    expect(await csrf.refused(undefined)).toBe(true);
    expect(await csrf.current()).toBe("t1");
  });

  it("renews a refused token once for all whose request was refused with it", async () => {
    const { csrf, fetched } = tokens(true);
    await csrf.current();
    expect(await Promise.all([csrf.refused("t1"), csrf.refused("t1")])).toEqual([true, true]);
    expect(await csrf.refused("t1")).toBe(true);
    expect(await csrf.current()).toBe("t2");
    expect(fetched).toHaveLength(2);
  });

  it("uses none when told not to, or when the server has none", async () => {
    const off = tokens(false);
    expect([await off.csrf.current(), await off.csrf.refused(undefined)]).toEqual([undefined, false]);
    expect(off.fetched).toHaveLength(0);
    const none = tokens(true, 3600, true);
    expect([await none.csrf.current(), await none.csrf.current()]).toEqual([undefined, undefined]);
    expect(none.fetched).toHaveLength(1);
  });

  it("asks again after a failure", async () => {
    let calls = 0;
    const csrf = new CsrfTokens(true, async () => {
      calls += 1;
      if (calls === 1) throw new Error("down");
      return { token: "t", lifetime: 3_600_000 };
    });
    await expect(csrf.current()).rejects.toThrow("down");
    expect(await csrf.current()).toBe("t");
  });
});
