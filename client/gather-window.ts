/** How long to wait for further reads after the last one, in milliseconds. */
const quiet = 20;
/** So many objects Terraform asks for at once, unless it is told otherwise (`-parallelism`): few are likely to follow. */
const usualCallers = 10;
const quietOfUsual = 3;
/** How long a batch waits at the most for further reads, and how long for a batch that is under way. */
const longest = 60;
const longestBehindAnother = 1000;
/** From so many callers at once on, it counts as known how many there are. */
const fewestCallers = 8;

/** While there is something to read ahead, this share of the callers is worth a request of their own. */
const shareWorthARequest = 0.6;

interface Batch {
  readonly begun: number;
  readonly dispatch: () => void;
}

/** A request that nobody waits for. It never fails: what it could not do is not done. */
export type SpareRequest = () => Promise<void>;

/**
 * Says when a batch of reads is complete. Terraform asks for some ten objects at once, but hands them over one
 * after the other, and whoever waits for a batch asks again soon after its answer: so a batch ends when no other one
 * is under way and nobody is left who could ask. That is so when as many wait as ever waited together, and else when
 * for a moment no further read has come. Whatever has not to be read at once is read in between, one request at a
 * time: Terraform works on what it was told meanwhile.
 */
export class GatherWindow {
  #batches: Batch[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastRead = 0;
  /** Since when no batch is under way. */
  #free = 0;
  #underWay = 0;
  /** Until what was just answered is told to those who asked. */
  #isSettling = false;
  #waiting = 0;
  /** The most that waited together when a batch was sent. */
  #callers = 0;
  #nextSpare: () => SpareRequest | undefined = () => undefined;
  /** When the last but one spare request began, if nothing else was sent since. */
  #sparedSince: number | undefined;
  #lastSpare: number | undefined;

  /** @param next what to send when nothing else is to be sent; asked each time that nothing is under way */
  useSpareTime(next: () => SpareRequest | undefined): void {
    this.#nextSpare = next;
  }

  /** Counts who waits for a read; to be called once it is part of its batch. */
  readonly wait = <T>(read: Promise<T>): Promise<T> => {
    this.#lastRead = performance.now();
    this.#waiting += 1;
    const answered = () => {
      this.#waiting -= 1;
    };
    read.then(answered, answered);
    if (this.#batches.length === 0) return read;
    if (this.#isComplete()) this.#sendAll();
    else if (this.#waiting === usualCallers) this.#lookLater();
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
      this.#isSettling = true;
      this.#look();
      // Whoever waited for this is counted off only then.
      setImmediate(() => this.#settle());
    }
  }

  #isComplete(): boolean {
    const isIdle = this.#underWay === 0 && !this.#isSettling;
    return isIdle && this.#callers >= fewestCallers && this.#waiting >= this.#callers;
  }

  #settle(): void {
    this.#isSettling = false;
    if (this.#underWay > 0) return;
    const spare = this.#nextSpare();
    if (spare !== undefined && !this.#isWorthARequest()) {
      this.#sparedSince = this.#lastSpare;
      this.#lastSpare = performance.now();
      void this.during(spare);
    } else if (this.#batches.length > 0 && (spare !== undefined || this.#isComplete())) this.#sendAll();
  }

  /** Enough wait, or somebody has waited for two spare requests. One of those has its turn after each batch. */
  #isWorthARequest(): boolean {
    const [oldest] = this.#batches;
    if (oldest === undefined || this.#lastSpare === undefined) return false;
    return (
      this.#waiting >= this.#callers * shareWorthARequest ||
      (this.#sparedSince !== undefined && oldest.begun <= this.#sparedSince)
    );
  }

  /** When what waits need not wait longer; `undefined`: nothing waits. */
  #end(): number | undefined {
    const [oldest] = this.#batches;
    if (oldest === undefined) return undefined;
    if (this.#underWay > 0) return oldest.begun + longestBehindAnother;
    const start = Math.max(oldest.begun, this.#free);
    const pause = this.#waiting >= usualCallers ? quietOfUsual : quiet;
    return Math.min(start + longest, Math.max(start, this.#lastRead) + pause);
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
    this.#lastSpare = undefined;
    this.#sparedSince = undefined;
    this.#callers = Math.max(this.#callers, this.#waiting);
    for (const { dispatch } of batches) dispatch();
  }
}
