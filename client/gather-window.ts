/** How long to wait for further reads after the last one, in milliseconds. */
const quiet = 12;
/** How long a batch waits at the most for further reads, and how long for a batch that is under way. */
const longest = 60;
const longestBehindAnother = 250;

/**
 * Says when a batch of reads is complete. Terraform asks for some ten objects at once, but hands them over one
 * after the other, and whoever waits for a batch asks again soon after its answer: so a batch ends when no other one
 * is under way and for a moment no further read has come.
 */
export class GatherWindow {
  #lastRead = 0;
  #underWay = 0;

  /** A read has been asked for. */
  touch(): void {
    this.#lastRead = performance.now();
  }

  /** Calls `dispatch` once the batch that begins now is complete. */
  readonly schedule = (dispatch: () => void): void => {
    const start = performance.now();
    let free = start;
    const check = (): void => {
      const now = performance.now();
      if (this.#underWay > 0 && now - start < longestBehindAnother) free = now;
      if (now - free >= longest || now - Math.max(this.#lastRead, free) >= quiet) dispatch();
      else setTimeout(check, quiet);
    };
    setTimeout(check, quiet);
  };

  /** Sends a batch; the next one waits for its answer. */
  async during<T>(send: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await send();
    } finally {
      this.#underWay -= 1;
    }
  }
}
