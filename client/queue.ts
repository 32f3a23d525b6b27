import { AdaptiveLimit, type Ticket } from "./limit";

export type RequestKind = "read" | "write";

interface Waiting {
  readonly start: (place: Place) => void;
}

/** A request's place among those under way. */
export interface Place {
  readonly ticket: Ticket;
  /** Gives the place to the next in line. */
  leave(): void;
}

interface Lane {
  readonly limit: AdaptiveLimit;
  readonly returning: Waiting[];
  readonly waiting: Waiting[];
  underWay: number;
}

/** Reads do well side by side; writes begin one at a time, which is what a SQLite server does best with. */
const lanes = (max: number | undefined): Record<RequestKind, Lane> => ({
  read: { limit: new AdaptiveLimit({ initial: 8, max: max ?? 10 }), returning: [], waiting: [], underWay: 0 },
  write: {
    limit: new AdaptiveLimit({ initial: 1, max: max ?? 10 }),
    returning: [],
    waiting: [],
    underWay: 0,
  },
});

/** Where requests wait for their turn: reads and writes apart, each under a limit that adapts. */
export class RequestQueue {
  readonly #lanes: Record<RequestKind, Lane>;
  readonly #max: number;

  /** @param maxConcurrency the most requests at once, of both kinds together */
  constructor(maxConcurrency: number | undefined) {
    this.#lanes = lanes(maxConcurrency);
    this.#max = maxConcurrency ?? Number.POSITIVE_INFINITY;
  }

  limit(kind: RequestKind): AdaptiveLimit {
    return this.#lanes[kind].limit;
  }

  /**
   * Waits for a place. A request that had one before and comes back goes before those that never had one.
   * @throws the signal's reason when it aborts first
   */
  enter(kind: RequestKind, returning: boolean, signal: AbortSignal | undefined): Promise<Place> {
    const lane = this.#lanes[kind];
    const line = returning ? lane.returning : lane.waiting;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        line.splice(line.indexOf(waiting), 1);
        reject(signal?.reason);
      };
      const waiting: Waiting = {
        start: (place) => {
          signal?.removeEventListener("abort", giveUp);
          resolve(place);
        },
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      line.push(waiting);
      this.#admit();
    });
  }

  #admit(): void {
    for (const lane of [this.#lanes.write, this.#lanes.read]) {
      while (lane.underWay < lane.limit.current && this.#total() < this.#max) {
        const next = lane.returning.shift() ?? lane.waiting.shift();
        if (next === undefined) break;
        lane.underWay += 1;
        next.start(this.#place(lane));
      }
    }
  }

  #place(lane: Lane): Place {
    let left = false;
    return {
      ticket: lane.limit.start(lane.underWay),
      leave: () => {
        if (left) return;
        left = true;
        lane.underWay -= 1;
        this.#admit();
      },
    };
  }

  #total(): number {
    return this.#lanes.read.underWay + this.#lanes.write.underWay;
  }
}
