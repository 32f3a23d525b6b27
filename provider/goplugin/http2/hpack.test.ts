import { expect, test } from "vitest";
import { ConnectionError, errorCode } from "./error";
import { headerField } from "./header-field";
import { HpackDecoder } from "./hpack-decode";
import { encodeHeaders, encodeInteger } from "./hpack-encode";
import { decodeHuffman } from "./huffman";
import { staticTable } from "./static-table";

function decode(decoder: HpackDecoder, block: Buffer): string[] {
  const fields: string[] = [];
  decoder.decode(block, ({ name, value }) => fields.push(`${name}: ${value}`));
  return fields;
}

function codeOf(work: () => unknown): number | undefined {
  try {
    work();
  } catch (error) {
    return error instanceof ConnectionError ? error.code : undefined;
  }
  return errorCode.noError;
}

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");

const decodeOne = (text: string) => decode(new HpackDecoder(), hex(text));

test("the static table has 61 entries, each in its place", () => {
  expect(staticTable).toHaveLength(61);
  expect(staticTable[0]).toEqual(headerField(":authority", ""));
  expect(staticTable[15]).toEqual(headerField("accept-encoding", "gzip, deflate"));
  expect(staticTable[60]).toEqual(headerField("www-authenticate", ""));
  expect(staticTable.every(({ isWellFormed }) => isWellFormed)).toBe(true);
});

test.each([
  [10, 5, "0a"],
  [1337, 5, "1f9a0a"],
  [42, 8, "2a"],
  [127, 7, "7f00"],
  [255, 7, "7f8001"],
])("RFC 7541 C.1: %d with a prefix of %d bits is %s", (value, prefix, bytes) => {
  expect(encodeInteger(value, prefix).toString("hex")).toBe(bytes);
});

test("RFC 7541 C.2: each kind of field", () => {
  const decoder = new HpackDecoder();
  expect(decode(decoder, hex("400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572"))).toEqual([
    "custom-key: custom-header",
  ]);
  expect(decoder.table).toMatchObject({ length: 1, size: 55 });
  expect(decodeOne("040c 2f73 616d 706c 652f 7061 7468")).toEqual([":path: /sample/path"]);
  expect(decodeOne("1008 7061 7373 776f 7264 0673 6563 7265 74")).toEqual(["password: secret"]);
  expect(decodeOne("82")).toEqual([":method: GET"]);
});

const firstRequest = [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"];
const requests = [
  firstRequest,
  [...firstRequest, "cache-control: no-cache"],
  [
    ":method: GET",
    ":scheme: https",
    ":path: /index.html",
    ":authority: www.example.com",
    "custom-key: custom-value",
  ],
];

test.each([
  [
    "C.3: plain",
    [
      "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
      "8286 84be 5808 6e6f 2d63 6163 6865",
      "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65",
    ],
  ],
  [
    "C.4: Huffman-coded",
    [
      "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff",
      "8286 84be 5886 a8eb 1064 9cbf",
      "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf",
    ],
  ],
])("RFC 7541 %s requests on one connection", (_name, blocks) => {
  const decoder = new HpackDecoder();
  expect(blocks.map((block) => decode(decoder, hex(block)))).toEqual(requests);
  expect(decoder.table).toMatchObject({ length: 3, size: 164 });
  expect(decoder.table.at(0)).toMatchObject({ name: "custom-key", value: "custom-value" });
  expect(decoder.table.at(2)).toMatchObject({ name: ":authority", value: "www.example.com" });
});

const cookie = "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";
const late = "date: Mon, 21 Oct 2013 20:13:22 GMT";
const site = "location: https://www.example.com";
const responses = [
  [":status: 302", "cache-control: private", "date: Mon, 21 Oct 2013 20:13:21 GMT", site],
  [":status: 307", "cache-control: private", "date: Mon, 21 Oct 2013 20:13:21 GMT", site],
  [":status: 200", "cache-control: private", late, site, "content-encoding: gzip", `set-cookie: ${cookie}`],
];

test.each([
  [
    "C.5: plain",
    [
      "4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
      "4803 3330 37c1 c0bf",
      "88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0 5a04 677a 6970 7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049 5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e 3d31",
    ],
  ],
  [
    "C.6: Huffman-coded",
    [
      "4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3",
      "4883 640e ffc1 c0bf",
      "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07",
    ],
  ],
])("RFC 7541 %s responses, with a table of 256 that evicts", (_name, blocks) => {
  const decoder = new HpackDecoder();
  decode(decoder, hex("3fe101"));
  expect(blocks.map((block) => decode(decoder, hex(block)))).toEqual(responses);
  expect(decoder.table).toMatchObject({ length: 3, size: 215 });
  expect(decoder.table.at(0)?.value).toBe(cookie);
});

test("a field that is larger than the table empties it", () => {
  const decoder = new HpackDecoder();
  decode(decoder, hex("3fe101 4001 6101 62"));
  expect(decoder.table.length).toBe(1);
  decode(decoder, Buffer.concat([hex("4001 617f a501"), Buffer.alloc(292, "x")]));
  expect(decoder.table).toMatchObject({ length: 0, size: 0 });
});

test.each([
  ["index 0", "80"],
  ["an index beyond the tables", "be"],
  ["a name beyond the tables", "7f00 0161"],
  ["an integer without an end", "ff80 8080 8080 8080 8080 8080 01"],
  ["an integer that is cut", "ff80"],
  ["a string that is cut", "0005 6162"],
  ["a field without a value", "0001 61"],
  ["a length without a string", "00"],
  ["a table that is too large", "3fe2 1f"],
  ["a change of the table's size behind a field", "8220"],
  ["Huffman filled up with zeros", "0001 6181 18"],
  ["Huffman filled up with a whole byte", "0001 6182 1fff"],
  ["Huffman with the end in it", "0001 6184 ffff ffff"],
])("%s cannot be read", (_name, block) => {
  expect(codeOf(() => decodeOne(block))).toBe(errorCode.compressionError);
});

test("the table's size may change twice before the first field, up to what was allowed", () => {
  expect(decodeOne("20 3fe11f 82")).toEqual([":method: GET"]);
});

test.each([
  ["0", "07"],
  ["\n", "fffffff3"],
  ["\u0016", "fffffffb"],
  ["\\", "fffe1f"],
  ["\u00ff", "fffffbbf"],
  ["\u00f9", "ffffffef"],
  ["", ""],
])("Huffman: %j", (text, bytes) => {
  expect(decodeHuffman(hex(bytes))).toBe(text);
});

test("what is encoded is read as it was, and leaves no trace", () => {
  const decoder = new HpackDecoder();
  const fields = { ":status": "200", "grpc-message": "x".repeat(20_000) };
  expect(decode(decoder, encodeHeaders(fields))).toEqual([
    ":status: 200",
    `grpc-message: ${fields["grpc-message"]}`,
  ]);
  expect(decoder.table.length).toBe(0);
});
