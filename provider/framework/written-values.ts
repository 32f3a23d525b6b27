import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import type { Attributes } from "./attribute";
import { privateEntry, withPrivateEntry } from "./memory";
import type { Fields } from "./plan";

/**
 * What private state remembers of write-only values: for each attribute the salt and the digest of the value that was
 * last written or read, in hexadecimal.
 */
type Digests = Readonly<Record<string, string>>;

const key = "written";

/** Slow enough that a short secret cannot be tried out at leisure, and fast enough for hundreds in a plan. */
const cost = { N: 2 ** 12, r: 8, p: 1 };
const digestBytes = 32;

function derive(text: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, digestBytes, cost, (error, derived) =>
      error === null ? resolve(derived) : reject(error),
    );
  });
}

async function digestOf(text: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString("hex")}:${(await derive(text, salt)).toString("hex")}`;
}

async function fits(digest: string | undefined, text: string): Promise<boolean> {
  const [salt, expected] = (digest ?? "").split(":").map((part) => Buffer.from(part, "hex"));
  if (salt === undefined || expected?.length !== digestBytes) return false;
  return timingSafeEqual(await derive(text, salt), expected);
}

function readDigests(bytes: Uint8Array): Digests {
  const entry = privateEntry(bytes, key);
  if (typeof entry !== "object" || entry === null) return {};
  return Object.fromEntries(
    Object.entries(entry).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

/** The write-only attributes that have a known value, with its canonical text. */
const writtenTexts = (attributes: Attributes, values: { readonly [name: string]: CtyValue | undefined }) =>
  Object.entries(attributes).flatMap(([name, { words }]) => {
    const value = values[name] ?? null;
    if (words.writeOnly === undefined || value === null || isUnknown(value)) return [];
    return [{ name, text: words.writeOnly.canonical(value), versionedBy: words.writeOnly.versionedBy }];
  });

/**
 * Private state with the digests of the write-only values among `values`. Nothing changes, not a byte, where they are
 * those that it knows.
 */
export async function rememberWritten(
  attributes: Attributes,
  values: { readonly [name: string]: CtyValue | undefined },
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const known = readDigests(bytes);
  const renewed: Record<string, string> = {};
  for (const { name, text } of writtenTexts(attributes, values)) {
    if (!(await fits(known[name], text))) renewed[name] = await digestOf(text);
  }
  return Object.keys(renewed).length === 0 ? bytes : withPrivateEntry(bytes, key, { ...known, ...renewed });
}

/**
 * Write-only attributes whose configured value is not the one that was last written or read. Of a value that is not
 * known yet, and of one that was never seen, nothing can be said.
 */
export async function rewrittenNames(
  attributes: Attributes,
  config: Fields,
  bytes: Uint8Array,
): Promise<readonly string[]> {
  const known = readDigests(bytes);
  const names: string[] = [];
  for (const { name, text, versionedBy } of writtenTexts(attributes, config)) {
    const isVersioned = versionedBy !== undefined && (config[versionedBy] ?? null) !== null;
    if (isVersioned || known[name] === undefined) continue;
    if (!(await fits(known[name], text))) names.push(name);
  }
  return names;
}
