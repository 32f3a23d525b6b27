import type { HeaderField } from "./header-field";

/** The header fields that a peer has had remembered: RFC 7541, section 2.3.2. */
export class DynamicTable {
  /** The newest last. */
  readonly #fields: HeaderField[] = [];
  #size = 0;
  #capacity: number;

  /** @param capacity in the sizes of header fields */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get length(): number {
    return this.#fields.length;
  }

  get size(): number {
    return this.#size;
  }

  /** The newest is at 0. */
  at(index: number): HeaderField | undefined {
    return this.#fields[this.#fields.length - 1 - index];
  }

  /** One that is larger than the whole table empties it. */
  add(field: HeaderField): void {
    this.#fields.push(field);
    this.#size += field.size;
    this.#evict();
  }

  resize(capacity: number): void {
    this.#capacity = capacity;
    this.#evict();
  }

  #evict(): void {
    while (this.#size > this.#capacity) this.#size -= this.#fields.shift()?.size ?? 0;
  }
}
