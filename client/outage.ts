/**
 * Whether a request has lately given up on the server. Those behind it in the queue then try once instead of
 * waiting just as long one after the other.
 */
export class Outage {
  #gaveUp: number | undefined;

  reached(): void {
    this.#gaveUp = undefined;
  }

  gaveUp(now: number): void {
    this.#gaveUp = now;
  }

  /** How long a request that starts now may go on without a connection; `standard` when nothing is known. */
  patience(now: number, standard: number): number {
    return this.#gaveUp !== undefined && now - this.#gaveUp < standard ? 0 : standard;
  }
}
