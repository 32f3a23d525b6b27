import { inflateRawSync } from "node:zlib";

const centralHeader = 0x02014b50;
const stored = 0;

/** All files of a zip archive, one after the other, as text: one byte is one character. */
export function zippedText(archive: Buffer): string {
  const texts: string[] = [];
  let at = archive.readUInt32LE(archive.lastIndexOf(Buffer.from("PK\x05\x06")) + 16);
  while (archive.readUInt32LE(at) === centralHeader) {
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    const isStored = archive.readUInt16LE(at + 10) === stored;
    texts.push((isStored ? bytes : inflateRawSync(bytes)).toString("latin1"));
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return texts.join("\n");
}
