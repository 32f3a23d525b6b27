/** Fewer keys than this are asked for one by one. */
const worthAList = 3;

/** One page of 200 is read for every so many keys, at the most: the rest is asked for one by one. */
const keysOfAPage = 8;

/** A kind of object that the API lists, but not by id or name: how to list it, and how to get one. */
export interface Listed<Row> {
  pages(): AsyncIterable<readonly Row[]>;
  get(key: string): Promise<Row | undefined>;
  /** The keys that a row can be asked for by, the stronger one first. */
  keysOf(row: Row): readonly string[];
}

/**
 * Finds rows by their keys in few requests. Many keys are looked for in the list first, as far as that pays; what is
 * not found there is asked for by itself, so that an object that moves while the list is read is not missed.
 * @param meet is told of each row that was read, wanted or not
 */
export async function findListed<Row>(
  keys: readonly string[],
  { pages, get, keysOf }: Listed<Row>,
  meet: (row: Row) => void,
): Promise<(Row | undefined)[]> {
  const found = new Map<string, { readonly row: Row; readonly strength: number }>();
  if (keys.length >= worthAList) {
    let pagesLeft = Math.ceil(keys.length / keysOfAPage);
    for await (const rows of pages()) {
      for (const row of rows) {
        meet(row);
        keysOf(row).forEach((key, strength) => {
          if (strength < (found.get(key)?.strength ?? Number.POSITIVE_INFINITY)) {
            found.set(key, { row, strength });
          }
        });
      }
      pagesLeft -= 1;
      if (pagesLeft === 0 || keys.every((key) => found.has(key))) break;
    }
  }
  return Promise.all(keys.map(async (key) => found.get(key)?.row ?? get(key)));
}
