/**
 * What one operation does with automations of a name. Names are not unique, so the automation that a create finds may
 * be one that another resource of the same code has just made, or is about to delete.
 */
export class AutomationClaims {
  private readonly ids = new Set<string>();
  private readonly turns = new Map<string, Promise<unknown>>();

  /** A resource has been given this automation: no second one gets it, and no other one deletes it. */
  claim(id: string): void {
    this.ids.add(id);
  }

  isClaimed(id: string): boolean {
    return this.ids.has(id);
  }

  /** Runs the work on one name after any other on the same name. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(name) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.turns.set(name, turn);
    return turn;
  }
}
