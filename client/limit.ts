/** What one request remembers of the limit it was started under. */
export interface Ticket {
  /** Changes with the limit. */
  readonly epoch: number;
  /** Changes when the limit falls. */
  readonly falls: number;
  /** Whether the limit was fully used: only then does a good answer tell that more would be good too. */
  readonly saturated: boolean;
}

export interface LimitRange {
  readonly initial: number;
  readonly max: number;
}

/** Good answers needed before the limit rises: this many, and at least as many as it is. */
const fewestAnswers = 3;
/** Good answers needed before a limit that was once too much is tried again; doubled each time it fails. */
const firstPatience = 50;
const longestPatience = 1600;
/** A step up that lets less than this share of the former requests through per second was a step too far. */
const tolerableThroughput = 0.7;

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/**
 * How many requests may be under way at once: one more after a run of good answers, half as many when the server
 * says that it is busy (additive increase, multiplicative decrease). A limit that was too much is remembered, and
 * tried again only after many good answers. Pure: time and requests are told to it.
 */
export class AdaptiveLimit {
  #current: number;
  #epoch = 0;
  #falls = 0;
  #latencies: number[] = [];
  /** Requests per millisecond before the last step up. */
  #throughputBelow = 0;
  #tooMuch = Number.POSITIVE_INFINITY;
  #patience = firstPatience;

  constructor(private readonly range: LimitRange) {
    this.#current = Math.min(range.initial, range.max);
  }

  get current(): number {
    return this.#current;
  }

  /** A request starts while `underWay` requests, itself included, are under way. */
  start(underWay: number): Ticket {
    return { epoch: this.#epoch, falls: this.#falls, saturated: underWay >= this.#current };
  }

  /** A request was answered, well or not, but not with "busy", `milliseconds` after it was sent. */
  answered(ticket: Ticket, milliseconds: number): void {
    if (ticket.epoch !== this.#epoch || !ticket.saturated) return;
    this.#latencies.push(milliseconds);
    if (this.#latencies.length < this.#answersNeeded()) return;
    const throughput = this.#current / Math.max(median(this.#latencies), 1);
    if (throughput < tolerableThroughput * this.#throughputBelow) {
      this.#remember(this.#current);
      this.#moveTo(this.#current - 1);
      this.#throughputBelow = 0;
    } else if (this.#current < this.range.max) {
      if (this.#current >= this.#tooMuch) this.#forget();
      this.#throughputBelow = throughput;
      this.#moveTo(this.#current + 1);
    } else {
      this.#latencies = [];
    }
  }

  /** A request was refused because the server was busy. */
  refused(ticket: Ticket): void {
    // Of the requests under way together only the first refusal counts: the others tell the same thing.
    if (ticket.falls !== this.#falls) return;
    this.#latencies = [];
    if (this.#current === 1) return;
    this.#remember(this.#current);
    this.#moveTo(Math.floor(this.#current / 2));
    this.#throughputBelow = 0;
  }

  #answersNeeded(): number {
    const standard = Math.max(fewestAnswers, this.#current);
    return this.#current + 1 === this.#tooMuch ? Math.max(this.#patience, standard) : standard;
  }

  #remember(limit: number): void {
    const again = limit >= this.#tooMuch;
    this.#patience = again ? Math.min(this.#patience * 2, longestPatience) : firstPatience;
    this.#tooMuch = limit;
  }

  #forget(): void {
    this.#tooMuch = Number.POSITIVE_INFINITY;
    this.#patience = firstPatience;
  }

  #moveTo(limit: number): void {
    if (limit < this.#current) this.#falls += 1;
    this.#current = Math.max(1, limit);
    this.#epoch += 1;
    this.#latencies = [];
  }
}
