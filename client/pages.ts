import type { Call } from "./call";
import { PrefectApiError } from "./errors";
import type { paths } from "./openapi/schema";
import { fillPath } from "./path-parameters";

type FilterOf<Path extends keyof paths> = paths[Path] extends { post: infer Operation } ? Operation : never;

/** The `…/filter` paths that answer a list, page by page. */
export type FilterPath = {
  [Path in keyof paths & `${string}/filter`]: FilterOf<Path> extends {
    requestBody?: { content: { "application/json": { offset?: number } } };
    responses: { 200: { content: { "application/json": unknown[] } } };
  }
    ? Path
    : never;
}[keyof paths & `${string}/filter`];

/** What one result of a `…/filter` path is. */
export type FilterRow<Path extends FilterPath> =
  FilterOf<Path> extends {
    responses: { 200: { content: { "application/json": (infer Row)[] } } };
  }
    ? Row
    : never;

type PathValues = Readonly<Record<string, string>>;

type PathParameters<Path extends FilterPath> =
  FilterOf<Path> extends { parameters: { path: infer Parameters extends PathValues } }
    ? { params: { path: Parameters } }
    : { params?: never };

type FilterBody<Path extends FilterPath> =
  FilterOf<Path> extends {
    requestBody?: { content: { "application/json": infer Body } };
  }
    ? Omit<Body, "limit" | "offset">
    : never;

/** The body without `limit` and `offset`, and the path's parameters where it has any. */
export type FilterRequest<Path extends FilterPath> = { body: FilterBody<Path> } & PathParameters<Path>;

/** The most results that a server gives at once, unless it is configured otherwise. */
const standardLimit = 200;

/** What a server says that is configured to give less. */
const smallerLimit = /Invalid limit: must be less than or equal to (\d+)/;

function limitAllowed(error: unknown): number | undefined {
  const said =
    error instanceof PrefectApiError && error.status === 422 ? smallerLimit.exec(error.detail) : null;
  return said === null ? undefined : Number(said[1]);
}

/** A list of objects, which every `…/filter` path answers. */
const isRows = (answer: unknown): boolean =>
  Array.isArray(answer) && answer.every((row) => typeof row === "object" && row !== null);

export interface Pages {
  pages<Path extends FilterPath>(path: Path, request: FilterRequest<Path>): AsyncGenerator<FilterRow<Path>[]>;
  listAll<Path extends FilterPath>(path: Path, request: FilterRequest<Path>): Promise<FilterRow<Path>[]>;
}

export function makePages(call: Call): Pages {
  let limit = standardLimit;

  async function page<Row>(path: string, body: object, offset: number): Promise<Row[]> {
    try {
      return await call<Row[]>({ method: "POST", path, body: { ...body, limit, offset } }, isRows);
    } catch (error) {
      const allowed = limitAllowed(error);
      if (allowed === undefined || allowed < 1 || allowed >= limit) throw error;
      limit = allowed;
      return page(path, body, offset);
    }
  }

  async function* pages<Path extends FilterPath>(
    template: Path,
    request: FilterRequest<Path>,
  ): AsyncGenerator<FilterRow<Path>[]> {
    const path = fillPath(template, request.params?.path ?? {});
    for (let offset = 0; ; ) {
      const rows = await page<FilterRow<Path>>(path, request.body, offset);
      if (rows.length > 0) yield rows;
      if (rows.length < limit) return;
      offset += rows.length;
    }
  }

  async function listAll<Path extends FilterPath>(path: Path, request: FilterRequest<Path>) {
    const all: FilterRow<Path>[] = [];
    for await (const rows of pages(path, request)) all.push(...rows);
    return all;
  }

  return { pages, listAll };
}
