/** How long to wait for further reads after the last one, in milliseconds. */
const quiet = 20;
/** How long a batch waits at the most for further reads, and how long for a batch that is under way. */
const longest = 60;
const longestBehindAnother = 1000;
/** From so many callers at once on, it counts as known how many there are. */
const fewestCallers = 8;

interface Batch {
  readonly begun: number;
  readonly dispatch: () => void;
}

/**
 * Says when a batch of reads is complete. Terraform asks for some ten objects at once, but hands them over one
 * after the other, and whoever waits for a batch asks again soon after its answer: so a batch ends when no other one
 * is under way and nobody is left who could ask. That is so when as many wait as ever waited together, and else when
 * for a moment no further read has come.
 */
export class GatherWindow {
  #batches: Batch[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastRead = 0;
  /** Since when no batch is under way. */
  #free = 0;
  #underWay = 0;
  #waiting = 0;
  /** The most that waited together when a batch was sent. */
  #callers = 0;

  /** Counts who waits for a read; to be called once it is part of its batch. */
  readonly wait = <T>(read: Promise<T>): Promise<T> => {
    this.#lastRead = performance.now();
    this.#waiting += 1;
    const answered = () => {
      this.#waiting -= 1;
    };
    read.then(answered, answered);
    if (this.#batches.length > 0 && this.#isComplete()) this.#sendAll();
    return read;
  };

  /** Calls `dispatch` once the batch that begins now is complete. */
  readonly schedule = (dispatch: () => void): void => {
    this.#batches.push({ begun: performance.now(), dispatch });
    // Never sent from here: whoever begins a batch puts the first read into it afterwards.
    this.#lookLater();
  };

  /** Sends a batch; the next one waits for its answer. */
  async during<T>(send: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await send();
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#free = performance.now();
      this.#look();
    }
  }

  #isComplete(): boolean {
    return this.#underWay === 0 && this.#callers >= fewestCallers && this.#waiting >= this.#callers;
  }

  /** When what waits need not wait longer; `undefined`: nothing waits. */
  #end(): number | undefined {
    const [oldest] = this.#batches;
    if (oldest === undefined) return undefined;
    if (this.#underWay > 0) return oldest.begun + longestBehindAnother;
    const start = Math.max(oldest.begun, this.#free);
    return Math.min(start + longest, Math.max(start, this.#lastRead) + quiet);
  }

  /** Sends what need not wait longer, and looks again when that may have changed. */
  #look(): void {
    const end = this.#end();
    if (end !== undefined && performance.now() >= end) this.#sendAll();
    else this.#lookLater();
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    const end = this.#end();
    if (end !== undefined) this.#timer = setTimeout(() => this.#look(), Math.max(0, end - performance.now()));
  }

  #sendAll(): void {
    clearTimeout(this.#timer);
    const batches = this.#batches;
    this.#batches = [];
    this.#callers = Math.max(this.#callers, this.#waiting);
    for (const { dispatch } of batches) dispatch();
  }
}
