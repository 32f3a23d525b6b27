import type { SpareRequest } from "./gather-window";

/** Rows like others, which can be listed without those. */
export interface Listing<Row> {
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
/** Where there are more, it is looked again when so many were asked for, and then each time that those have doubled. */
const askedForASecondLook = 120;
/** Rows of a page, and of one among many: the server takes less for each, but what is asked for meanwhile waits. */
const pageSize = 50;
const pageSizeOfMany = 100;
const many = 200;
/** After so many pages it is said anew which rows are known, while they are no more than this: that takes time too. */
const pagesOfAStretch = 4;
const mostExcludedAnew = 2000;
/** With more rows than this no other ones are looked for. A database takes some ten thousand values in one request. */
const mostExcluded = 10_000;

/** Pages of one list, in the order of the server, without the rows known when they were begun. */
interface Stretch {
  readonly without: readonly string[];
  readonly pages: number;
  readonly offset: number;
}

interface Reading<Row> {
  readonly listing: Listing<Row>;
  readonly pageSize: number;
  readonly stretch: Stretch;
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
  #reading: Reading<Row> | undefined;
  #isOver = false;

  constructor(
    private readonly keyOf: (row: Row) => string,
    private readonly rowsAhead: RowsAhead<Row>,
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
    const others = Math.max(fewOthers, othersForEach * fresh.length);
    const without = [...this.#known];
    const beyond = await listing.page(without, 1, others);
    if (this.#isOver) return;
    if (beyond.length > 0) {
      this.#needed = Math.max(askedForASecondLook, 2 * fresh.length);
      return;
    }
    this.#needed = fewestAsked;
    this.#fresh = [];
    await this.#read({
      listing,
      pageSize: others > many ? pageSizeOfMany : pageSize,
      stretch: { without, pages: 0, offset: 0 },
    });
  }

  async #read({ listing, pageSize, stretch }: Reading<Row>): Promise<void> {
    const rows = await listing.page(stretch.without, pageSize, stretch.offset);
    if (this.#isOver) return;
    const known = this.#known.size;
    for (const row of rows) this.#meet(row);
    // A page without anything new would be read for ever from a server that does not know pages.
    if (rows.length >= pageSize && this.#known.size > known) {
      this.#reading = { listing, pageSize, stretch: this.#goOn(listing, stretch, rows.length) };
    } else {
      this.#reading = undefined;
      this.#fresh = [];
    }
  }

  #goOn({ excludes }: Listing<Row>, { without, pages, offset }: Stretch, rows: number): Stretch {
    const isLong = pages + 1 >= pagesOfAStretch && this.#known.size <= mostExcludedAnew;
    return isLong && excludes ? this.#newStretch() : { without, pages: pages + 1, offset: offset + rows };
  }

  #newStretch(): Stretch {
    return { without: [...this.#known], pages: 0, offset: 0 };
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
