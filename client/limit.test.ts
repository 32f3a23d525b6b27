import { describe, expect, it } from "vitest";
import { AdaptiveLimit } from "./limit";

interface Server {
  /** Whether a request is refused, with so many under way. */
  refuses(underWay: number, random: () => number): boolean;
  /** Milliseconds for a request, with so many under way. */
  latency(underWay: number): number;
}

/** Random numbers that are the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Sends requests in rounds of as many as the limit allows, refused ones again, until `count` were answered. */
function simulate(limit: AdaptiveLimit, server: Server, count: number) {
  const random = numbers(7);
  let [answered, refused] = [0, 0];
  const limits: number[] = [];
  while (answered < count) {
    const round = limit.current;
    limits.push(round);
    const tickets = Array.from({ length: round }, () => limit.start(round));
    for (const ticket of tickets) {
      if (server.refuses(round, random)) {
        refused += 1;
        limit.refused(ticket);
      } else {
        answered += 1;
        limit.answered(ticket, server.latency(round) * (0.8 + 0.4 * random()));
      }
    }
  }
  return { refused, limits, last: limits.slice(-5) };
}

const writes = () => new AdaptiveLimit({ initial: 1, max: 10 });

describe("AdaptiveLimit", () => {
  it("stays at one, all but always, where a second write is refused (SQLite)", () => {
    const sqlite: Server = {
      refuses: (underWay, random) => random() < (underWay === 1 ? 0.02 : 0.3 * (underWay - 1)),
      latency: () => 70,
    };
    const { refused, limits } = simulate(writes(), sqlite, 400);
    expect(refused).toBeLessThan(400 * 0.1);
    expect(limits.filter((limit) => limit === 1).length).toBeGreaterThan(limits.length * 0.85);
  });

  it("reaches about ten where throughput holds (PostgreSQL)", () => {
    const postgres: Server = { refuses: () => false, latency: (underWay) => 60 + 17 * underWay };
    const { limits, last } = simulate(writes(), postgres, 200);
    expect(limits[0]).toBe(1);
    expect(Math.min(...last)).toBeGreaterThanOrEqual(9);
  });

  it("steps back where more at once gets less done", () => {
    const thrashing: Server = {
      refuses: () => false,
      latency: (underWay) => (underWay <= 4 ? 50 : 50 * underWay),
    };
    const { last } = simulate(writes(), thrashing, 300);
    expect(Math.max(...last)).toBeLessThanOrEqual(5);
  });

  it("halves once for requests refused together, and recovers", () => {
    const limit = new AdaptiveLimit({ initial: 8, max: 10 });
    const tickets = Array.from({ length: 8 }, () => limit.start(8));
    for (const ticket of tickets) limit.refused(ticket);
    expect(limit.current).toBe(4);
    simulate(limit, { refuses: () => false, latency: () => 50 }, 40);
    expect(limit.current).toBeGreaterThan(5);
  });

  it("does not soon try again what was too much", () => {
    const limit = writes();
    const server: Server = { refuses: (underWay) => underWay > 2, latency: () => 50 };
    const { refused } = simulate(limit, server, 300);
    expect(refused).toBeLessThanOrEqual(12);
  });

  it("never falls below one or rises above its most", () => {
    const limit = new AdaptiveLimit({ initial: 8, max: 3 });
    expect(limit.current).toBe(3);
    for (let i = 0; i < 10; i++) limit.refused(limit.start(3));
    expect(limit.current).toBe(1);
    simulate(limit, { refuses: () => false, latency: () => 1 }, 500);
    expect(limit.current).toBe(3);
  });

  it("learns nothing from answers while there is room", () => {
    const limit = new AdaptiveLimit({ initial: 4, max: 10 });
    for (let i = 0; i < 100; i++) limit.answered(limit.start(1), 10);
    expect(limit.current).toBe(4);
  });
});
