/** One header field, as HPACK carries it. Shared by all requests that refer to the same entry of a table. */
export interface HeaderField {
  /** The octets as Latin-1, like those of the value. */
  readonly name: string;
  readonly value: string;
  /** What it counts for in tables and in the size of a header list: RFC 7541, section 4.1. */
  readonly size: number;
  /** Whether name and value have only octets that they may have: RFC 9113, section 8.2.1. */
  readonly isWellFormed: boolean;
}

/** Lower-case tokens; only the names that HTTP/2 itself defines begin with a colon. */
const wellFormedName = /^:?[!#$%&'*+\-.^_`|~0-9a-z]+$/;

const wellFormedValue = /^(?![ \t])[^\0\n\r]*(?<![ \t])$/;

export function headerField(name: string, value: string): HeaderField {
  return {
    name,
    value,
    size: name.length + value.length + 32,
    isWellFormed: wellFormedName.test(name) && wellFormedValue.test(value),
  };
}
