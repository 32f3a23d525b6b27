import type { paths } from "./openapi/schema";

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

type PathParameters<Path extends FilterPath> =
  FilterOf<Path> extends { parameters: { path: infer Parameters } }
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
