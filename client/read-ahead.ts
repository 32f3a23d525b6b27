import type { SpareRequest } from "./gather-window";

/** How many rows go into a page. */
export interface PageSizes {
  /** While few rows are known, and whoever asks would wait anyway. */
  readonly whileFew: number;
  readonly afterwards: number;
  /** Whether a page costs hardly more than to look how many rows there are. */
  readonly isCheap: boolean;
}

/** Rows like others, which can be listed without those. */
export interface Listing<Row> {
  readonly sizes: PageSizes;
  /** Whether the server can leave rows out; else a page brings them again. */
  readonly excludes: boolean;
  page(without: readonly string[], limit: number, offset: number): Promise<Row[]>;
}

/** How to list rows that have in common what some rows have in common. */
export type RowsAhead<Row> = (rows: readonly Row[]) => Listing<Row>;

/** From so many rows on that were asked for by themselves, it is looked how many others there are. */
const fewestAsked = 8;
/** Others are read if they are no more than this, or no more than so many for each that was asked for. */
const fewOthers = 100;
const othersForEach = 4;
/** Or no more than so many for each that is expected to be asked for. */
const othersForEachExpected = 2;
/** Where there are more, it is looked again when so many were asked for, and then each time that those have doubled. */
const askedForASecondLook = 120;
/** What is known is left out of each page anew while it is no more than this: that takes time too. */
const mostExcludedAnew = 2000;
/** With more rows than this no other ones are looked for. A database takes some ten thousand values in one request. */
const mostExcluded = 10_000;

interface Reading<Row> {
  readonly listing: Listing<Row>;
  /** About how many rows are known when all are read. */
  readonly end: number;
  /** The place of the next page: in the list without these rows, after so many. */
  readonly without: readonly string[];
  readonly offset: number;
}

/**
 * Reads rows before anyone asks for them, while there is nothing else to do: a plan asks for each object of a state,
 * ten at a time, and whoever declares some deployments of a flow has mostly declared the others too. How many rows
 * are read for nothing is bounded by how many were asked for. What fails here is not told: whoever needs the row
 * asks for it, and is told then.
 */
export class ReadAhead<Row> {
  #met = new Map<string, Row>();
  readonly #known = new Set<string>();
  readonly #meetings = new Map<string, (row: Row) => void>();
  /** What was asked for since it was last looked how many others there are. */
  #fresh: Row[] = [];
  #needed = fewestAsked;
  #hasSampled = false;
  #reading: Reading<Row> | undefined;
  #isOver = false;

  /** @param expected so many rows will probably be asked for; 0: nobody knows */
  constructor(
    private readonly keyOf: (row: Row) => string,
    private readonly rowsAhead: RowsAhead<Row>,
    private readonly expected: number,
  ) {}

  /** The row, if it was read ahead. */
  met(key: string): Row | undefined {
    return this.#met.get(key);
  }

  /** What `read` gives, or the row itself if it is read ahead before that. */
  sooner(key: string, read: Promise<Row | undefined>): Promise<Row | undefined> {
    if (this.#isOver || this.#known.has(key)) return read;
    return Promise.race([read, new Promise<Row>((resolve) => this.#meetings.set(key, resolve))]);
  }

  /** Is told of what was asked for by its key. */
  asked(keys: readonly string[], rows: readonly Row[]): void {
    if (this.#isOver) return;
    for (const key of keys) {
      this.#known.add(key);
      this.#meetings.delete(key);
    }
    this.#fresh.push(...rows);
  }

  /** What to ask next, if anything. */
  next(): SpareRequest | undefined {
    if (this.#isOver) return undefined;
    const reading = this.#reading;
    if (reading !== undefined) return this.#ignoringFailure(() => this.#read(reading));
    const isTime = this.#fresh.length >= this.#needed && this.#known.size <= mostExcluded;
    return isTime ? this.#ignoringFailure(() => this.#look()) : undefined;
  }

  /** Reads nothing ahead any more, and forgets what was read. */
  end(): void {
    this.#isOver = true;
    this.#met = new Map();
    this.#known.clear();
    this.#meetings.clear();
    this.#fresh = [];
    this.#reading = undefined;
  }

  #ignoringFailure(request: SpareRequest): SpareRequest {
    return () => request().catch(() => this.end());
  }

  async #look(): Promise<void> {
    const fresh = this.#fresh;
    const listing = this.rowsAhead(fresh);
    if (listing.sizes.isCheap && !this.#hasSampled) return this.#sample(listing);
    const likely = Math.max(fewOthers, othersForEach * fresh.length);
    const others = Math.max(likely, othersForEachExpected * this.expected);
    const without = [...this.#known];
    const beyond = await listing.page(without, 1, others);
    if (this.#isOver) return;
    if (beyond.length > 0) {
      this.#needed = Math.max(askedForASecondLook, 2 * fresh.length);
      return;
    }
    this.#needed = fewestAsked;
    this.#fresh = [];
    const end = Math.max(this.expected, without.length + likely);
    await this.#read({ listing, end, without, offset: 0 });
  }

  /** Reads one page, which often holds all there are. */
  async #sample(listing: Listing<Row>): Promise<void> {
    this.#hasSampled = true;
    const { whileFew } = listing.sizes;
    const rows = await listing.page([...this.#known], whileFew, 0);
    if (this.#isOver) return;
    for (const row of rows) this.#meet(row);
    if (rows.length < whileFew) this.#fresh = [];
  }

  async #read({ listing, end, without, offset }: Reading<Row>): Promise<void> {
    const { whileFew, afterwards } = listing.sizes;
    const size = this.#known.size * 2 < end ? whileFew : afterwards;
    const rows = await listing.page(without, size, offset);
    if (this.#isOver) return;
    const known = this.#known.size;
    for (const row of rows) this.#meet(row);
    // A page without anything new would be read for ever from a server that does not know pages.
    if (rows.length >= size && this.#known.size > known) {
      const isAnew = listing.excludes && this.#known.size <= mostExcludedAnew;
      const place = isAnew
        ? { without: [...this.#known], offset: 0 }
        : { without, offset: offset + rows.length };
      this.#reading = { listing, end, ...place };
    } else {
      this.#reading = undefined;
      this.#fresh = [];
    }
  }

  #meet(row: Row): void {
    const key = this.keyOf(row);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#met.set(key, row);
    this.#meetings.get(key)?.(row);
    this.#meetings.delete(key);
  }
}
