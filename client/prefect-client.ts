import type { Client } from "openapi-fetch";
import type { CreateCall, Created } from "./create";
import type { paths } from "./openapi/schema";
import type { FilterPath, FilterRequest, FilterRow } from "./pages";
import type { Reads } from "./reads";

type Methods = Pick<Client<paths>, "GET" | "POST" | "PUT" | "PATCH" | "DELETE">;

/**
 * A client of one Prefect API. `GET`, `POST`, `PUT`, `PATCH` and `DELETE` are those of openapi-fetch: path,
 * parameters and body are typed, an answer comes as `{ data, error, response }`; {@link unwrap} turns it into
 * the data or a PrefectApiError.
 *
 * @example
 * const client = createPrefectClient({ apiUrl: "http://127.0.0.1:4200/api" });
 * const flow = await unwrap(client.POST("/flows/", { body: { name: "etl" } }));
 */
export interface PrefectClient extends Methods {
  /** The URL of the API in use, without credentials. */
  readonly address: string;
  /** The version of Prefect that the server runs, such as `3.8.8`; undefined where it does not tell. Asked for once. */
  serverVersion(): Promise<string | undefined>;
  /** Reads by id or name: those that happen together become one request, and what is known is not asked again. */
  readonly read: Reads;
  /**
   * The results of a `…/filter` endpoint, page after page.
   * @example for await (const page of client.pages("/flows/filter", { body: {} })) console.log(page.length);
   */
  pages<Path extends FilterPath>(path: Path, request: FilterRequest<Path>): AsyncGenerator<FilterRow<Path>[]>;
  /** All results of a `…/filter` endpoint, however many pages they take. */
  listAll<Path extends FilterPath>(path: Path, request: FilterRequest<Path>): Promise<FilterRow<Path>[]>;
  /**
   * Creates something with a POST that must not be carried out twice. When the answer to `post` is lost, `find`
   * looks whether the object is there; if it is not, `post` is called again.
   */
  create<T>(call: CreateCall<T>): Promise<Created<T>>;
  /** Closes idle connections. A call made later fails. */
  close(): void;
}
