import { DynamicTable } from "./dynamic-table";
import { ConnectionError, errorCode } from "./error";
import { type HeaderField, headerField } from "./header-field";
import { decodeHuffman } from "./huffman";
import { staticTable } from "./static-table";

/** What a peer's table may take before it is told otherwise, and it is not. */
const tableCapacity = 4096;

const nothing = Buffer.alloc(0);

/** No integer of a header block of some KB is larger. */
const largestInteger = 2 ** 28;

/** Reads header blocks, in the order in which they come: one changes what the next ones mean. */
export class HpackDecoder {
  readonly #table = new DynamicTable(tableCapacity);
  #block: Buffer = nothing;
  #at = 0;

  /** The fields that this side remembers for its peer. */
  get table(): Pick<DynamicTable, "length" | "size" | "at"> {
    return this.#table;
  }

  /**
   * Hands over each field of a whole block.
   * @throws ConnectionError when the block cannot be read
   */
  decode(block: Buffer, visit: (field: HeaderField) => void): void {
    this.#block = block;
    this.#at = 0;
    let mayResize = true;
    while (this.#at < block.byteLength) {
      const first = block.readUInt8(this.#at);
      if ((first & 0xe0) === 0x20) {
        if (!mayResize) throw broken("a change of the table's size is not at the beginning");
        this.#resize(this.#integer(5));
        continue;
      }
      mayResize = false;
      visit(this.#field(first));
    }
    this.#block = nothing;
  }

  #field(first: number): HeaderField {
    if (first >= 0x80) return this.#lookUp(this.#integer(7));
    if (first < 0x40) return this.#literal(this.#integer(4));
    const field = this.#literal(this.#integer(6));
    this.#table.add(field);
    return field;
  }

  #literal(nameIndex: number): HeaderField {
    const name = nameIndex === 0 ? this.#string() : this.#lookUp(nameIndex).name;
    return headerField(name, this.#string());
  }

  #lookUp(index: number): HeaderField {
    const field = staticTable[index - 1] ?? this.#table.at(index - 1 - staticTable.length);
    if (index === 0 || field === undefined) throw broken(`there is no field ${index}`);
    return field;
  }

  #resize(capacity: number): void {
    if (capacity > tableCapacity) throw broken(`a table of ${capacity} bytes is too large`);
    this.#table.resize(capacity);
  }

  #string(): string {
    const isHuffman = this.#peek() >= 0x80;
    const length = this.#integer(7);
    const bytes = this.#block.subarray(this.#at, this.#at + length);
    if (bytes.byteLength < length) throw broken("a string goes beyond the block");
    this.#at += length;
    return isHuffman ? decodeHuffman(bytes) : bytes.toString("latin1");
  }

  /** RFC 7541, section 5.1. */
  #integer(prefixBits: number): number {
    const mask = 2 ** prefixBits - 1;
    let value = this.#peek() & mask;
    this.#at++;
    if (value < mask) return value;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#peek();
      this.#at++;
      value += (byte & 0x7f) * scale;
      if (value > largestInteger || scale > largestInteger) throw broken("an integer is too large");
      if (byte < 0x80) return value;
    }
  }

  #peek(): number {
    const byte = this.#block[this.#at];
    if (byte === undefined) throw broken("the block ends within a field");
    return byte;
  }
}

const broken = (message: string) =>
  new ConnectionError(errorCode.compressionError, `header block: ${message}`);
