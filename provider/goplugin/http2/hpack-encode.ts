/**
 * A header block that depends on no table and changes none, so that it can be made once and sent at any time: each
 * field is a literal that is not to be remembered.
 * @param fields lower-case names, and values; all ASCII
 */
export function encodeHeaders(fields: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(fields).map(([name, value]) =>
      Buffer.concat([Buffer.of(0), encodeString(name), encodeString(value)]),
    ),
  );
}

/** Says that no table is used from here on: once due, after a peer has made its table smaller. */
export const noTable = Buffer.of(0x20);

function encodeString(text: string): Buffer {
  return Buffer.concat([encodeInteger(text.length, 7), Buffer.from(text, "latin1")]);
}

/** RFC 7541, section 5.1; the bits before the prefix are 0. */
export function encodeInteger(value: number, prefixBits: number): Buffer {
  const mask = 2 ** prefixBits - 1;
  if (value < mask) return Buffer.of(value);
  const bytes = [mask];
  let rest = value - mask;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
