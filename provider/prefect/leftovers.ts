import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a list of ids outlives the process. Losing it is no failure. */
export interface LeftoverStore {
  /** The list that was kept, which is gone with that. */
  take(): readonly string[];
  /** Keeps this list instead of the one before; nothing for an empty one. */
  keep(ids: readonly string[]): void;
}

/**
 * Objects on the server that a creation would have made just so, and that no resource of the state has: what an apply
 * left that was interrupted before its state was saved.
 *
 * Objects without a name of their own, schedules without a slug and automations, can be told from those of another
 * resource by the state alone. A plan goes through the whole state, an apply only through what changes, and the two are
 * processes of their own: so the plan keeps a list for the apply.
 */
export class Leftovers {
  readonly #store: LeftoverStore;
  readonly #fromPlan: ReadonlySet<string>;
  readonly #met = new Set<string>();
  readonly #found = new Set<string>();

  constructor(store: LeftoverStore) {
    this.#store = store;
    this.#fromPlan = new Set(store.take());
  }

  /** A plan has come to the resource that has this object. */
  meet(id: string | null): void {
    if (id === null) return;
    this.#met.add(id);
    if (this.#found.delete(id)) this.#store.keep([...this.#found]);
  }

  /** A plan for a new resource has found these objects; those that no resource has are left over. */
  find(ids: readonly string[]): void {
    const free = ids.filter((id) => !this.#met.has(id) && !this.#found.has(id));
    if (free.length === 0) return;
    for (const id of free) this.#found.add(id);
    this.#store.keep([...this.#found]);
  }

  /** At apply: has the plan found that no resource has this object? */
  has(id: string): boolean {
    return this.#fromPlan.has(id);
  }

  /** At apply, whose own plans go through a part of the state only, and are for no later apply. */
  forget(): void {
    if (this.#found.size === 0) return;
    this.#found.clear();
    this.#store.keep([]);
  }
}

/**
 * A file in the folder where Terraform keeps what it needs between commands.
 * @param settings tells one provider configuration from another
 */
export function leftoversFile(
  settings: readonly unknown[],
  env: Readonly<Record<string, string | undefined>>,
): LeftoverStore {
  const folder = env.TF_DATA_DIR || ".terraform";
  const digest = createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 16);
  const file = join(folder, `prefect-leftovers-${digest}.json`);
  return {
    take() {
      try {
        const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
        rmSync(file, { force: true });
        return Array.isArray(parsed) ? parsed.filter((id) => typeof id === "string") : [];
      } catch {
        return [];
      }
    },
    keep(ids) {
      try {
        if (ids.length === 0) return rmSync(file, { force: true });
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, JSON.stringify(ids), { mode: 0o600 });
      } catch {
        // A folder that cannot be written to: the apply makes what is missing, and takes nothing over.
      }
    },
  };
}
