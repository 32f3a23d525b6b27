/** How long to wait for further reads after the last one, and at the most after the first, in milliseconds. */
const quiet = 5;
const longest = 25;

/**
 * Says when a batch of reads is complete. Terraform asks for some ten objects at once, but hands them over one
 * after the other: a batch ends when for a moment no further read has come.
 */
export class GatherWindow {
  #lastRead = 0;

  /** A read has been asked for. */
  touch(): void {
    this.#lastRead = performance.now();
  }

  /** Calls `dispatch` once the batch that begins now is complete. */
  readonly schedule = (dispatch: () => void): void => {
    const end = performance.now() + longest;
    const check = (): void => {
      const now = performance.now();
      if (now >= end || now - this.#lastRead >= quiet) dispatch();
      else setTimeout(check, quiet);
    };
    setTimeout(check, quiet);
  };
}
