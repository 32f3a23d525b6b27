/** Bytes that are not a protobuf message. */
export class MalformedMessage extends Error {
  override readonly name = "MalformedMessage";
}

/** Wire types of protobuf. Groups (3 and 4) are not used by any message here. */
export const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** Reads protobuf's primitives, one after the other. Every method throws {@link MalformedMessage} at a wrong byte. */
export class WireReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The number and wire type of the next field. */
  tag(): { readonly field: number; readonly wire: number } {
    const tag = this.#uint32();
    if (tag >>> 3 === 0) throw new MalformedMessage("a field has the number 0");
    return { field: tag >>> 3, wire: tag & 7 };
  }

  int64(): bigint {
    let small = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#byte();
      small |= (byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt(small);
    }
    let value = BigInt(small);
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new MalformedMessage("a number has more than ten bytes");
  }

  int32(): number {
    return this.#uint32() | 0;
  }

  bool(): boolean {
    return this.int64() !== 0n;
  }

  /** A view into the message, not a copy. */
  bytes(): Uint8Array {
    return this.#take(this.#uint32());
  }

  string(): string {
    const { buffer, byteOffset, byteLength } = this.bytes();
    return Buffer.from(buffer, byteOffset, byteLength).toString("utf8");
  }

  skip(wire: number): void {
    if (wire === wireType.varint) this.int64();
    else if (wire === wireType.fixed64) this.#take(8);
    else if (wire === wireType.bytes) this.bytes();
    else if (wire === wireType.fixed32) this.#take(4);
    else throw new MalformedMessage(`there is no wire type ${wire} here`);
  }

  /** The lowest 32 bits of a number, without the cost of a bigint: tags and lengths are the most that there is. */
  #uint32(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new MalformedMessage("a number has more than ten bytes");
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new MalformedMessage("the message ends too early");
    return byte;
  }

  #take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new MalformedMessage("the message ends too early");
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
