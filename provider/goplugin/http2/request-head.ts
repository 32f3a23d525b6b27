import { errorCode, StreamError } from "./error";
import type { HeaderField } from "./header-field";

/** The largest header list, in the sizes of its fields. */
export const largestHeaderList = 65_536;

/** What the headers of a request say, as far as anything depends on it. */
export interface RequestHead {
  readonly path: string;
  /** By lower-case name; of several of one name, the last. */
  readonly fields: ReadonlyMap<string, string>;
  /** Bytes of the body, where they are announced. */
  readonly contentLength: number | undefined;
}

/** Names that belong to HTTP/1: RFC 9113, section 8.2.2. */
const ofConnections = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
]);

/** Collects the headers of one request, and checks that they make one: RFC 9113, sections 8.2 and 8.3. */
export class RequestHeadReader {
  readonly #pseudo = new Map<string, string>();
  readonly #fields = new Map<string, string>();
  #size = 0;
  #error: StreamError | undefined;

  /** Never throws: the block has to be read to its end, whatever is in it. */
  readonly add = (field: HeaderField): void => {
    this.#size += field.size;
    this.#error ??= this.#flaw(field);
    if (this.#error === undefined) {
      (field.name.startsWith(":") ? this.#pseudo : this.#fields).set(field.name, field.value);
    }
  };

  /** @throws StreamError when the headers are not those of a request */
  read(): RequestHead {
    if (this.#error !== undefined) throw this.#error;
    const path = this.#pseudo.get(":path");
    if (!path || !this.#pseudo.has(":method") || !this.#pseudo.has(":scheme")) {
      throw malformed(":method, :scheme or :path is missing");
    }
    return { path, fields: this.#fields, contentLength: this.#contentLength() };
  }

  /** @throws StreamError when the headers cannot follow a request's body */
  readTrailers(): void {
    if (this.#error !== undefined) throw this.#error;
    if (this.#pseudo.size > 0) throw malformed("trailers hold what begins a request");
  }

  #flaw({ name, value, isWellFormed }: HeaderField): StreamError | undefined {
    if (this.#size > largestHeaderList)
      return new StreamError(errorCode.enhanceYourCalm, "the headers are too large");
    if (!isWellFormed) return malformed("a header has an octet that it must not have");
    if (name.startsWith(":")) {
      if (!pseudoNames.has(name)) return malformed(`${name} is not of a request`);
      if (this.#pseudo.has(name)) return malformed(`${name} is there twice`);
      if (this.#fields.size > 0) return malformed(`${name} comes after other headers`);
    }
    if (ofConnections.has(name)) return malformed(`${name} is not of HTTP/2`);
    if (name === "te" && value !== "trailers") return malformed("te is not trailers");
    return undefined;
  }

  #contentLength(): number | undefined {
    const text = this.#fields.get("content-length");
    if (text === undefined) return undefined;
    if (!/^\d{1,15}$/.test(text)) throw malformed("content-length is not a number");
    return Number(text);
  }
}

const pseudoNames = new Set([":method", ":scheme", ":path", ":authority"]);

const malformed = (message: string) => new StreamError(errorCode.protocolError, message);
