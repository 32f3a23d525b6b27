/** How much a peer may send before it is allowed more. What has come counts as used up: nobody is waited for. */
export class ReceiveWindow {
  readonly #size: number;
  #left: number;

  constructor(size: number) {
    this.#size = size;
    this.#left = size;
  }

  /** False when so many bytes were not allowed. */
  take(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }

  /** The bytes to allow anew: 0 until half of the window is used. */
  refill(): number {
    const used = this.#size - this.#left;
    if (used * 2 < this.#size) return 0;
    this.#left = this.#size;
    return used;
  }
}
