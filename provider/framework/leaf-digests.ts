import { createHash, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { ctyNumber, isCtyNumber, numberText } from "../cty/number";
import { canonicalJson, isJsonObject } from "./exact-json";
import { type JsonPath, type Leaf, leavesOf } from "./json-parts";

/**
 * What is remembered of a secret document: for each of its leaves a salted, slow hash. The names of its keys are
 * remembered as they are: messages name the leaf that differs.
 */
export interface LeafDigests {
  /** Hexadecimal. */
  readonly salt: string;
  readonly parts: readonly DigestedPart[];
}

interface DigestedPart {
  /** The leaves that one digest stands for: one, unless the document has very many. */
  readonly at: readonly JsonPath[];
  /** Hexadecimal. */
  readonly digest: string;
}

/** The text that is hashed for a leaf: one for all values that mean the same to the server. */
export type LeafText = (value: unknown) => string;

/** The server keeps integers exactly and every other number as a double. */
export function leafText(value: unknown): string {
  if (!isCtyNumber(value)) return canonicalJson(value);
  const text = numberText(ctyNumber(String(value)));
  const double = Number(text);
  return /[.e]/i.test(text) && Number.isFinite(double) ? String(double) : text;
}

/**
 * Every leaf is hashed slowly by itself: a fast hash under a slow key would let whoever has the salt try out short
 * leaves at leisure. Some ten milliseconds each, on the threads that Node has for it, keep a plan of hundreds of
 * leaves at seconds; a document of more leaves than this is hashed in as many groups of them, so that no document
 * costs more.
 */
const mostParts = 64;
const cost = { N: 2 ** 12, r: 8, p: 1 };
const digestBytes = 32;

/** A plan hashes what the read before it has hashed; what is remembered here leads back to no secret either. */
const derived = new Map<string, Promise<Buffer>>();
const mostDerived = 10_000;

function derive(text: string, salt: Buffer): Promise<Buffer> {
  const key = createHash("sha256").update(salt).update("\0").update(text).digest("base64");
  const known = derived.get(key);
  if (known !== undefined) return known;
  const made = new Promise<Buffer>((resolve, reject) => {
    scrypt(text, salt, digestBytes, cost, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
  if (derived.size >= mostDerived) derived.clear();
  derived.set(key, made);
  return made;
}

/** The places are part of the salt, so that equal leaves do not show. */
const hashPart = (salt: string, at: readonly JsonPath[], texts: readonly string[]): Promise<Buffer> =>
  derive(JSON.stringify(texts), Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(JSON.stringify(at))]));

function grouped(leaves: readonly Leaf[]): readonly (readonly Leaf[])[] {
  const size = Math.ceil(leaves.length / mostParts);
  const groups: Leaf[][] = [];
  for (let start = 0; start < leaves.length; start += size) groups.push(leaves.slice(start, start + size));
  return groups;
}

export async function digestLeaves(document: unknown, textOf: LeafText = leafText): Promise<LeafDigests> {
  const salt = randomBytes(16).toString("hex");
  const parts = await Promise.all(
    grouped(leavesOf(document)).map(async (leaves) => {
      const at = leaves.map(({ path }) => path);
      const hash = await hashPart(
        salt,
        at,
        leaves.map(({ value }) => textOf(value)),
      );
      return { at, digest: hash.toString("hex") };
    }),
  );
  return { salt, parts };
}

/** The places where a document is not the one that was hashed; none: it is the same. */
export async function differingPlaces(
  document: unknown,
  { salt, parts }: LeafDigests,
  textOf: LeafText = leafText,
): Promise<readonly JsonPath[]> {
  const leaves = new Map(leavesOf(document).map((leaf) => [JSON.stringify(leaf.path), leaf]));
  const isHashed = new Set(parts.flatMap(({ at }) => at.map((path) => JSON.stringify(path))));
  const added = [...leaves].filter(([key]) => !isHashed.has(key)).map(([, { path }]) => path);
  const changed = await Promise.all(
    parts.map(async ({ at, digest }) => {
      const found = at.flatMap((path) => leaves.get(JSON.stringify(path)) ?? []);
      if (found.length !== at.length) return at;
      const hash = await hashPart(
        salt,
        at,
        found.map(({ value }) => textOf(value)),
      );
      const expected = Buffer.from(digest, "hex");
      return expected.length === digestBytes && timingSafeEqual(hash, expected) ? [] : at;
    }),
  );
  const differing = [...added, ...changed.flat()].map((path) => [JSON.stringify(path), path] as const);
  return differing.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

export const isJsonPath = (value: unknown): value is JsonPath =>
  Array.isArray(value) && value.every((step) => typeof step === "string" || typeof step === "number");

const isPart = (value: unknown): value is DigestedPart =>
  isJsonObject(value) &&
  Array.isArray(value.at) &&
  value.at.every(isJsonPath) &&
  typeof value.digest === "string";

/** Digests as JSON gave them back; undefined where it is anything else. */
export function readDigests(value: unknown): LeafDigests | undefined {
  if (!isJsonObject(value) || typeof value.salt !== "string" || !Array.isArray(value.parts)) return undefined;
  return value.parts.every(isPart) ? { salt: value.salt, parts: value.parts } : undefined;
}
