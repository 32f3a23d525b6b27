import { ConnectionError, errorCode } from "./error";

/**
 * Bits of each symbol's code in base 36, from RFC 7541, appendix B; the last is the end of a string. The code is
 * canonical: the lengths say it all.
 */
const codeLengths =
  "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6cad67777777777777777777777878djde6" +
  "f56565666577666567655677777fbedskmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn" +
  "qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrqu";

const endOfString = 256;
const shortest = 5;
const longest = 30;

/** How to read a code: those of one length follow each other, and so do their symbols in `symbols`. */
interface HuffmanCode {
  /** By length: the first code. */
  readonly first: Uint32Array;
  /** By length: how many there are. */
  readonly count: Uint16Array;
  /** By length: where its symbols begin. */
  readonly begin: Uint16Array;
  readonly symbols: Uint16Array;
}

let code: HuffmanCode | undefined;

function buildCode(): HuffmanCode {
  const lengths = Array.from(codeLengths, (digit) => Number.parseInt(digit, 36));
  const symbols = Uint16Array.from(lengths.keys()).sort(
    (a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b,
  );
  const first = new Uint32Array(longest + 1);
  const count = new Uint16Array(longest + 1);
  const begin = new Uint16Array(longest + 1);
  for (const length of lengths) count[length] = (count[length] ?? 0) + 1;
  for (let length = 1; length <= longest; length++) {
    const before = count[length - 1] ?? 0;
    first[length] = ((first[length - 1] ?? 0) + before) * 2;
    begin[length] = (begin[length - 1] ?? 0) + before;
  }
  return { first, count, begin, symbols };
}

/**
 * A Huffman-coded string, its bytes as Latin-1.
 * @throws ConnectionError when what fills the last byte is not the beginning of the end's code, or the end is in it
 */
export function decodeHuffman(bytes: Uint8Array): string {
  code ??= buildCode();
  const { first, count, begin, symbols } = code;
  // No code is shorter than five bits.
  const decoded = Buffer.allocUnsafe(Math.floor((bytes.byteLength * 8) / shortest));
  let written = 0;
  let bits = 0;
  let length = 0;
  for (const byte of bytes) {
    for (let mask = 0x80; mask > 0; mask >>= 1) {
      bits = bits * 2 + ((byte & mask) === 0 ? 0 : 1);
      length++;
      const index = bits - (first[length] ?? 0);
      if (index >= 0 && index < (count[length] ?? 0)) {
        const symbol = symbols[(begin[length] ?? 0) + index] ?? endOfString;
        if (symbol === endOfString)
          throw new ConnectionError(errorCode.compressionError, "a string holds its end");
        decoded[written++] = symbol;
        bits = 0;
        length = 0;
      }
    }
  }
  if (length > 7 || bits !== 2 ** length - 1) {
    throw new ConnectionError(errorCode.compressionError, "a string is not filled up as it must be");
  }
  return decoded.toString("latin1", 0, written);
}
