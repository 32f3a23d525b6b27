import { type Handover, lines } from "./handover-file";

/**
 * Objects on the server that a creation would have made just so, and that no resource of the state has: what an apply
 * left that was interrupted before its state was saved.
 *
 * Objects without a name of their own, schedules without a slug and automations, can be told from those of another
 * resource by the state alone. A plan goes through the whole state, an apply only through what changes, and the two are
 * processes of their own: so the plan keeps a list for the apply.
 */
export class Leftovers {
  readonly #store: Handover;
  readonly #fromPlan: ReadonlySet<string>;
  readonly #met = new Set<string>();
  readonly #found = new Set<string>();

  constructor(store: Handover) {
    this.#store = store;
    this.#fromPlan = new Set(lines(store.take()));
  }

  /** A plan has come to the resource that has this object. */
  meet(id: string | null): void {
    if (id === null) return;
    this.#met.add(id);
    if (this.#found.delete(id)) this.#keep();
  }

  /** A plan for a new resource has found these objects; those that no resource has are left over. */
  find(ids: readonly string[]): void {
    const free = ids.filter((id) => !this.#met.has(id) && !this.#found.has(id));
    if (free.length === 0) return;
    for (const id of free) this.#found.add(id);
    this.#keep();
  }

  /** At apply: has the plan found that no resource has this object? */
  has(id: string): boolean {
    return this.#fromPlan.has(id);
  }

  /** At apply, whose own plans go through a part of the state only, and are for no later apply. */
  forget(): void {
    if (this.#found.size === 0) return;
    this.#found.clear();
    this.#keep();
  }

  #keep(): void {
    this.#store.keep([...this.#found].join("\n"));
  }
}
