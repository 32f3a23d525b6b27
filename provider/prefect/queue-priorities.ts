import { type PrefectClient, unwrap, type WorkQueue } from "../../client";
import { PartialResult, type RemoteFields } from "../framework/resource";

type Written = RemoteFields & { readonly id: string };

/**
 * Keeps the priorities of a pool's queues while one operation changes some of them. The server lets no two queues
 * share one: a queue that gets a taken priority moves all others down that come after it, so that queues made or
 * changed out of order end up elsewhere than asked for, and so do those that nobody meant to change. Here only the
 * queue that had the taken priority moves.
 */
export class QueuePriorities {
  private readonly pools = new Map<string, Pool>();

  /**
   * Carries out `write` when no other write with a priority is under way in this pool, then puts back what it moved.
   * @param priority what is asked for; undefined: nothing, so nothing moves
   */
  write<T extends Written>(
    client: PrefectClient,
    poolName: string,
    priority: number | undefined,
    write: () => Promise<T>,
  ): Promise<T> {
    return priority === undefined ? write() : this.pool(client, poolName).write(priority, write);
  }

  /** Carries out `read` while no queue of the pool is on the move: between a write and what it puts back. */
  read<T>(client: PrefectClient, poolName: string, read: () => Promise<T>): Promise<T> {
    return this.pool(client, poolName).inTurn(read);
  }

  private pool(client: PrefectClient, name: string): Pool {
    const key = `${client.address} ${name}`;
    const pool = this.pools.get(key) ?? new Pool(client, name);
    this.pools.set(key, pool);
    return pool;
  }
}

class Pool {
  private turn: Promise<unknown> = Promise.resolve();
  /** Priorities by queue id: those from before the first write, overlaid with those asked for since. */
  private kept: Map<string, number> | undefined;

  constructor(
    private readonly client: PrefectClient,
    private readonly name: string,
  ) {}

  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(act);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  write<T extends Written>(priority: number, write: () => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const kept = await this.before();
      const written = await write();
      for (const [id, held] of kept) if (held === priority) kept.delete(id);
      kept.set(written.id, priority);
      try {
        await this.restore(kept);
      } catch (error) {
        throw new PartialResult(written, error);
      }
      return written;
    });
  }

  private async before(): Promise<Map<string, number>> {
    this.kept ??= new Map(
      (await this.queues()).flatMap(({ id, priority }) => (priority == null ? [] : [[id, priority]])),
    );
    return this.kept;
  }

  /** Lowest first: giving a queue its priority moves only those that come after it. */
  private async restore(kept: ReadonlyMap<string, number>): Promise<void> {
    const ascending = [...kept].sort(([, a], [, b]) => a - b);
    // Each round settles one queue, unless another client moves them in the same moment: that is not fought out here.
    for (let rounds = 0; rounds <= ascending.length; rounds++) {
      const queues = await this.queues();
      const moved = ascending
        .map(([id, priority]) => ({ queue: queues.find((one) => one.id === id), priority }))
        .find(({ queue, priority }) => queue !== undefined && queue.priority !== priority);
      if (moved?.queue === undefined) return;
      await this.put(moved.queue, moved.priority);
    }
  }

  private queues(): Promise<WorkQueue[]> {
    return this.client.listAll("/work_pools/{work_pool_name}/queues/filter", {
      params: { path: { work_pool_name: this.name } },
      body: {},
    });
  }

  private put({ name }: WorkQueue, priority: number): Promise<unknown> {
    return unwrap(
      this.client.PATCH("/work_pools/{work_pool_name}/queues/{name}", {
        params: { path: { work_pool_name: this.name, name } },
        body: { priority },
      }),
    );
  }
}
