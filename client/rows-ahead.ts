import type { Call } from "./call";
import { PrefectApiError } from "./errors";
import type { PageSizes, RowsAhead } from "./read-ahead";

/** What a kind of rows is listed by. */
export interface AheadList<Row> {
  /** Such as `/deployments/filter`. */
  readonly path: string;
  /** The filter of these rows in its body, such as `deployments`. */
  readonly name: string;
  readonly sizes: PageSizes;
  /** What rows have in common, as the body says it. */
  filterOf(rows: readonly Row[]): Readonly<Record<string, object>>;
}

/** The filter that Prefect has had since some version after 3.4. */
const lacksExclusion = (error: unknown): boolean =>
  error instanceof PrefectApiError &&
  error.fields.some(({ path, isUnknown }) => isUnknown && path.at(-1) === "not_any_");

/** Lists rows that have in common what some rows have in common, but for those that are known. */
export function rowsAhead<Row>(call: Call, { path, name, sizes, filterOf }: AheadList<Row>): RowsAhead<Row> {
  let excludes = true;

  return (rows) => {
    const filter = filterOf(rows);

    async function page(without: readonly string[], limit: number, offset: number): Promise<Row[]> {
      const id = excludes ? { id: { not_any_: [...without] } } : {};
      const body = {
        ...filter,
        [name]: { operator: "and_", ...filter[name], ...id },
        sort: "NAME_ASC",
        limit,
        offset,
      };
      try {
        return await call<Row[]>({ method: "POST", path, body }, Array.isArray);
      } catch (error) {
        if (!excludes || !lacksExclusion(error)) throw error;
        excludes = false;
        return page(without, limit, offset);
      }
    }

    return {
      get excludes() {
        return excludes;
      },
      sizes,
      page,
    };
  };
}
