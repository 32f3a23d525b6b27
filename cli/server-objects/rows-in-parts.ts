import { PrefectApiError } from "../../client";

/** The most rows that a server gives at once. */
const pageSize = 200;

/** Answers the rows from `offset` on, at most `limit`. */
export type Page<Row> = (limit: number, offset: number) => Promise<readonly Row[]>;

/** Whether a server has failed over what it was to answer. */
export const hasFailed = (error: unknown): boolean =>
  error instanceof PrefectApiError && error.status === 500;

/** Each row that cannot be answered costs some eight failures; a server that fails over everything is left in peace. */
const mostFailures = 100;

class Parts<Row> {
  failures = 0;

  constructor(readonly page: Page<Row>) {}

  /** The rows of a page, and how many there are with those that cannot be answered. */
  async part(
    limit: number,
    offset: number,
  ): Promise<{ readonly rows: readonly Row[]; readonly count: number }> {
    try {
      const rows = await this.page(limit, offset);
      return { rows, count: rows.length };
    } catch (error) {
      this.failures += 1;
      if (!hasFailed(error) || this.failures > mostFailures) throw error;
    }
    if (limit === 1) return { rows: [], count: 1 };
    const half = Math.floor(limit / 2);
    const first = await this.part(half, offset);
    if (first.count < half) return first;
    const second = await this.part(limit - half, offset + half);
    return { rows: [...first.rows, ...second.rows], count: first.count + second.count };
  }
}

/**
 * All rows but those over which the server fails: pages that it cannot answer are asked for again by halves.
 * @throws PrefectError for every other failure, and where there are too many
 */
export async function rowsInParts<Row>(page: Page<Row>): Promise<readonly Row[]> {
  const parts = new Parts(page);
  const rows: Row[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const found = await parts.part(pageSize, offset);
    rows.push(...found.rows);
    if (found.count < pageSize) return rows;
  }
}
