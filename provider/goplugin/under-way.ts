/**
 * What comes and goes by the thousand, few of it at a time, in the order in which it came.
 *
 * Not a Map or a Set: V8 gives those a new table every few deletions, and the old one, which still holds what was under
 * way then, refers to the new one. As soon as one such table is in the old generation, each of its successors and all
 * that they hold goes there too, and stays until the next full collection.
 */
export class UnderWay<Item> implements Iterable<Item> {
  readonly #items: Item[] = [];

  get size(): number {
    return this.#items.length;
  }

  /** What has been there for the longest time. */
  get oldest(): Item | undefined {
    return this.#items[0];
  }

  /** @param item one that is not there yet */
  add(item: Item): void {
    this.#items.push(item);
  }

  has(item: Item): boolean {
    return this.#items.includes(item);
  }

  /** Looks at one after the other. */
  find(isIt: (item: Item) => boolean): Item | undefined {
    return this.#items.find(isIt);
  }

  /** @returns whether it was there */
  delete(item: Item): boolean {
    const place = this.#items.indexOf(item);
    if (place < 0) return false;
    this.#items.copyWithin(place, place + 1).pop();
    return true;
  }

  /** What is there now, the oldest first, whatever comes and goes in between. */
  [Symbol.iterator](): Iterator<Item> {
    return [...this.#items].values();
  }
}
