import DataLoader from "dataloader";
import { GatherWindow, type SpareRequest } from "./gather-window";
import { findListed, type Listed } from "./listed";
import { ReadAhead, type RowsAhead } from "./read-ahead";

/** As many keys go into one request as there are results on one page. */
const mostKeys = 200;

/** What the first of them has to ask that has anything to ask. */
function firstOf(aheads: readonly { next(): SpareRequest | undefined }[]): SpareRequest | undefined {
  for (const ahead of aheads) {
    const request = ahead.next();
    if (request !== undefined) return request;
  }
  return undefined;
}

type Find<Row> = (key: string) => Promise<Row>;

/** Makes functions that find rows by key: what is asked together becomes one request, and is known from then on. */
export class Loaders {
  readonly #window = new GatherWindow();
  readonly #forget: (() => void)[] = [];
  readonly #aheads: { next(): SpareRequest | undefined }[] = [];

  constructor() {
    this.#window.useSpareTime(() => firstOf(this.#aheads));
  }

  /** One answer for each key, in the order of the keys. */
  of<Row>(batch: (keys: readonly string[]) => Promise<Row[]>): Find<Row> {
    const find = this.#batched(batch);
    return (key) => this.#window.wait(find(key));
  }

  /** As `of`, for who counts by himself that somebody waits. */
  #batched<Row>(batch: (keys: readonly string[]) => Promise<Row[]>): Find<Row> {
    const loader = new DataLoader<string, Row>((keys) => this.#window.during(() => batch(keys)), {
      maxBatchSize: mostKeys,
      batchScheduleFn: this.#window.schedule,
    });
    this.#forget.push(() => loader.clearAll());
    return (key) => loader.load(key);
  }

  /** Rows with one key each: `fetch` answers the rows for some keys, `keyOf` tells whose one is. */
  byKey<Row>(fetch: (keys: string[]) => Promise<Row[]>, keyOf: (row: Row) => string): Find<Row | undefined> {
    return this.of(async (keys) => {
      const rows = new Map((await fetch([...keys])).map((row) => [keyOf(row), row]));
      return keys.map((key) => rows.get(key));
    });
  }

  /** Like `byKey`; where many are asked for, others like them are read before anyone asks. */
  byKeyAhead<Row>(
    fetch: (keys: string[]) => Promise<Row[]>,
    keyOf: (row: Row) => string,
    { rowsAhead, expected }: { readonly rowsAhead: RowsAhead<Row>; readonly expected: number },
  ): Find<Row | undefined> {
    const ahead = new ReadAhead(keyOf, rowsAhead, expected);
    const one = this.#batched(async (keys) => {
      const rows = new Map<string, Row>();
      const missing = keys.filter((key) => ahead.met(key) === undefined);
      for (const row of missing.length === 0 ? [] : await fetch(missing)) rows.set(keyOf(row), row);
      ahead.asked(missing, [...rows.values()]);
      return keys.map((key) => ahead.met(key) ?? rows.get(key));
    });
    this.#aheads.push(ahead);
    this.#forget.push(() => ahead.end());
    return async (key) => ahead.met(key) ?? this.#window.wait(ahead.sooner(key, one(key)));
  }

  /** Rows that can only be listed; those that come along are known from then on too. */
  listed<Row>(listed: Listed<Row>): Find<Row | undefined> {
    let met = new Map<string, Row>();
    this.#forget.push(() => {
      met = new Map();
    });
    const find = this.of<Row | undefined>((keys) => {
      // A list that is under way while all is forgotten fills a map that nobody asks any more.
      const current = met;
      return findListed(keys, listed, (row) => {
        for (const key of listed.keysOf(row)) if (!current.has(key)) current.set(key, row);
      });
    });
    return async (key) => met.get(key) ?? find(key);
  }

  /** Forgets everything found so far. */
  forget(): void {
    for (const forget of this.#forget) forget();
  }
}
