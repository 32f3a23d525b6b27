import { isUnknown, unknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { isJsonObject } from "./exact-json";
import { type JsonPath, setPlaces } from "./json-parts";
import { differingPlaces, digestLeaves, isJsonPath, type LeafDigests, readDigests } from "./leaf-digests";
import { privateEntry, withPrivateEntry } from "./memory";
import { readSaid } from "./placeholder";
import type { SecretPart, Withheld } from "./secret-part";
import { unmanagedNames } from "./unmanaged";
import type { Words } from "./words";

type Fields = { readonly [name: string]: CtyValue };
type RemoteFields = { readonly [name: string]: CtyValue | undefined };
type Attributes = { readonly [name: string]: { readonly words: Words } };

/** What private state knows of one secret part. */
interface Entry {
  /** Of what was last written or read; undefined: nothing was. */
  readonly digests?: LeafDigests;
  /** The places that an apply has written; undefined: the value was only read. */
  readonly places?: readonly JsonPath[];
}

const key = "secrets";

type SecretParts = readonly (readonly [string, SecretPart])[];

const partsOf = new WeakMap<Attributes, SecretParts>();

/** The attributes that have a secret part, with it. */
export function secretParts(attributes: Attributes): SecretParts {
  const known = partsOf.get(attributes);
  if (known !== undefined) return known;
  const parts = Object.entries(attributes).flatMap(([name, { words }]) =>
    words.secretPart === undefined ? [] : [[name, words.secretPart] as const],
  );
  partsOf.set(attributes, parts);
  return parts;
}

function entryOf(bytes: Uint8Array, { name }: SecretPart): Entry {
  const all = privateEntry(bytes, key);
  const entry = isJsonObject(all) ? all[name] : undefined;
  if (!isJsonObject(entry)) return {};
  const digests = readDigests(entry.digests);
  const { places } = entry;
  return {
    ...(digests === undefined ? {} : { digests }),
    ...(Array.isArray(places) && places.every(isJsonPath) ? { places } : {}),
  };
}

/** The same bytes where nothing changes. */
function withEntry(bytes: Uint8Array, { name }: SecretPart, entry: Entry): Uint8Array {
  const all = privateEntry(bytes, key);
  const { [name]: old, ...others } = isJsonObject(all) ? all : {};
  const renewed = entry.digests === undefined && entry.places === undefined ? undefined : entry;
  if (JSON.stringify(old) === JSON.stringify(renewed)) return bytes;
  return withPrivateEntry(bytes, key, { ...others, ...(renewed === undefined ? {} : { [name]: renewed }) });
}

/** The same digests where they fit, so that private state keeps its bytes. */
async function renew(part: SecretPart, { digests }: Entry, json: unknown): Promise<LeafDigests> {
  const fits = digests !== undefined && (await differingPlaces(json, digests, part.leafText)).length === 0;
  return fits ? digests : digestLeaves(json, part.leafText);
}

const isPlaceholder = (withheld: Withheld | undefined, value: CtyValue | undefined): boolean =>
  withheld !== undefined && value === withheld.placeholder;

/** Attributes that hold a placeholder; code may give their value by either attribute. */
export const withheldNames = (attributes: Attributes, prior: Fields | null): readonly string[] =>
  secretParts(attributes)
    .filter(([name, { withheld }]) => prior !== null && isPlaceholder(withheld, prior[name]))
    .map(([name]) => name);

/** What was read or answered, without the secret parts; and those, as JSON by attribute. */
export interface Withheldings {
  readonly visible: RemoteFields;
  readonly secrets: ReadonlyMap<string, unknown>;
}

/**
 * Takes the secret parts out of what the server has.
 * @param kept what plan or state have
 * @param placesOf the places that belong to a part; undefined: code does not give it
 */
function withhold(
  attributes: Attributes,
  remote: RemoteFields,
  kept: Fields,
  placesOf: (part: SecretPart, name: string) => readonly JsonPath[] | undefined,
): Withheldings {
  const visible: Record<string, CtyValue | undefined> = { ...remote };
  const secrets = new Map<string, unknown>();
  for (const [name, part] of secretParts(attributes)) {
    const whole = remote[name];
    const old = kept[name] ?? null;
    const places = placesOf(part, name);
    const isHeld = isPlaceholder(part.withheld, old);
    const isOut = part.withheld !== undefined && (old === null || isHeld);
    if (whole === undefined || isUnknown(whole) || (places === undefined && !isOut)) continue;
    const { plain, json } = part.split(whole, places ?? [], old);
    visible[name] = isHeld ? old : plain;
    secrets.set(name, json);
  }
  return { visible, secrets };
}

/** After a read: what apply is known to have written stays out of the state. */
export const withholdRead = (
  attributes: Attributes,
  remote: RemoteFields,
  stored: Fields,
  bytes: Uint8Array,
): Withheldings => withhold(attributes, remote, stored, (part) => entryOf(bytes, part).places);

export interface Write {
  readonly attributes: Attributes;
  readonly planned: Fields;
  readonly config: Fields;
  /** Attributes whose secret part was to be written, or removed. */
  readonly rewritten: readonly string[];
  readonly bytes: Uint8Array;
  readonly outcome: "applied" | "failed";
}

/**
 * After a write: what code gives write-only stays out of the state. Where its version holds it back, the server has
 * what was written before, perhaps at other places; after a write that failed it may have either.
 */
export const withholdWritten = (
  { attributes, planned, config, rewritten, bytes, outcome }: Write,
  remote: RemoteFields,
): Withheldings =>
  withhold(attributes, remote, planned, (part, name) => {
    const given = givenPlaces(part, config);
    const before = entryOf(bytes, part).places;
    if (outcome === "failed" && before !== undefined) return distinctPlaces([...before, ...(given ?? [])]);
    return rewritten.includes(name) ? given : (before ?? given);
  });

function givenPlaces(part: SecretPart, config: Fields): readonly JsonPath[] | undefined {
  const given = part.given(config);
  return given === undefined || isUnknown(given) ? undefined : setPlaces(given.json);
}

/** Private state after a read: digests of what the server has now. */
export async function rememberRead(
  attributes: Attributes,
  secrets: ReadonlyMap<string, unknown>,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  let renewed = bytes;
  for (const [name, part] of secretParts(attributes)) {
    if (!secrets.has(name)) continue;
    const entry = entryOf(bytes, part);
    renewed = withEntry(renewed, part, { ...entry, digests: await renew(part, entry, secrets.get(name)) });
  }
  return renewed;
}

export interface WrittenSecrets {
  readonly attributes: Attributes;
  readonly config: Fields;
  /** Attributes whose secret part was to be written. */
  readonly rewritten: readonly string[];
  readonly outcome: "applied" | "failed";
  readonly isCreation: boolean;
}

/** Private state after an apply. After one that failed, the server may have what code gives, or what it had. */
export async function rememberWritten(
  { attributes, config, rewritten, outcome, isCreation }: WrittenSecrets,
  secrets: ReadonlyMap<string, unknown>,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  let renewed = bytes;
  for (const [name, part] of secretParts(attributes)) {
    const entry = entryOf(bytes, part);
    const given = part.given(config);
    if (isUnknown(given)) continue;
    const places = given === undefined ? undefined : setPlaces(given.json);
    if (outcome === "failed") {
      const either = [...(entry.places ?? []), ...(places ?? [])];
      const isOwn = entry.places !== undefined || places !== undefined;
      renewed = withEntry(renewed, part, isOwn ? { ...entry, places: distinctPlaces(either) } : entry);
    } else if (given !== undefined && places !== undefined) {
      if (!isCreation && !rewritten.includes(name)) continue;
      renewed = withEntry(renewed, part, { digests: await renew(part, entry, given.json), places });
    } else {
      const read = secrets.has(name) ? { digests: await renew(part, entry, secrets.get(name)) } : {};
      renewed = withEntry(renewed, part, read);
    }
  }
  return renewed;
}

const distinctPlaces = (places: readonly JsonPath[]): readonly JsonPath[] => [
  ...new Map(places.map((place) => [JSON.stringify(place), place])).values(),
];

export interface SecretsRequest {
  readonly attributes: Attributes;
  readonly config: Fields;
  readonly prior: Fields | null;
  /** Is anything remembered of an apply of this provider? */
  readonly wasApplied: boolean;
  readonly bytes: Uint8Array;
  /** Attributes whose secret part stays as it is, whatever code says. */
  readonly ignored: readonly string[];
}

/** What code says of the secret parts, held against what private state knows. */
export interface JudgedSecrets {
  /** Attributes whose secret part an apply has to write anew, or to remove. */
  readonly rewritten: readonly string[];
  /** Where they differ, as a person writes it, by the name of the write-only attribute. */
  readonly differences: readonly { readonly name: string; readonly places: readonly string[] }[];
  /** Attributes of which the state has a placeholder, and whose configured value is what that stands for. */
  readonly held: readonly string[];
}

export async function judgeSecrets({
  attributes,
  config,
  prior,
  wasApplied,
  bytes,
  ignored,
}: SecretsRequest): Promise<JudgedSecrets> {
  const rewritten: string[] = [];
  const differences: { name: string; places: readonly string[] }[] = [];
  const held: string[] = [];
  const before = { ...prior, ...versionsSaid(attributes, prior, bytes) };
  // An import does not know which version code gives: what it has brought is held against the digests.
  const isVersionUntold = ({ versionedBy }: SecretPart): boolean => {
    const untold = versionedBy === undefined ? undefined : attributes[versionedBy]?.words.untold;
    if (wasApplied || versionedBy === undefined || untold === undefined) return false;
    return prior?.[versionedBy] === untold.placeholder;
  };
  for (const [name, part] of secretParts(attributes)) {
    if (prior === null || ignored.includes(name)) continue;
    const { digests, places } = entryOf(bytes, part);
    const given = part.given(config);
    const hasUntoldVersion = isVersionUntold(part);
    if (await isHeldValue(part, config[name] ?? null, prior[name] ?? null, digests)) held.push(name);
    if (given === undefined) {
      if (places !== undefined) rewritten.push(name);
    } else if (!hasUntoldVersion && isVersionChanged(part, config, before)) {
      rewritten.push(name);
    } else if (!isUnknown(given) && (hasUntoldVersion || !isVersioned(part, config))) {
      if (digests === undefined) {
        // Nothing is known of what an import or another provider has brought and no read has seen.
        if (part.withheld === undefined || wasApplied) rewritten.push(name);
        continue;
      }
      const differing = await differingPlaces(given.json, digests, part.leafText);
      if (differing.length === 0) continue;
      rewritten.push(name);
      differences.push({ name: part.name, places: differing.map((place) => part.spell(place)) });
    }
  }
  const versions = secretParts(attributes).flatMap(([name, part]) =>
    part.versionedBy !== undefined && isVersionUntold(part) && !rewritten.includes(name)
      ? [part.versionedBy]
      : [],
  );
  return { rewritten, differences, held: [...held, ...versions] };
}

async function isHeldValue(
  part: SecretPart,
  wanted: CtyValue,
  prior: CtyValue,
  digests: LeafDigests | undefined,
): Promise<boolean> {
  if (part.withheld === undefined || !isPlaceholder(part.withheld, prior)) return false;
  if (wanted === null || isUnknown(wanted) || digests === undefined) return false;
  return (await differingPlaces(part.withheld.json(wanted), digests, part.leafText)).length === 0;
}

const versionIn = ({ versionedBy }: SecretPart, fields: Fields): CtyValue =>
  versionedBy === undefined ? null : (fields[versionedBy] ?? null);

/** The versions that code gave where the state has a placeholder of them. */
function versionsSaid(attributes: Attributes, prior: Fields | null, bytes: Uint8Array): Fields {
  const said = [...readSaid(bytes)];
  return Object.fromEntries(
    said.filter(([name]) => prior?.[name] === attributes[name]?.words.untold?.placeholder),
  );
}

const isVersioned = (part: SecretPart, config: Fields): boolean => versionIn(part, config) !== null;

function isVersionChanged(part: SecretPart, config: Fields, prior: Fields): boolean {
  return versionIn(part, config) !== versionIn(part, prior);
}

/** Is the part to stay what it is on the server, although code gives another one? Its version says so. */
export async function staysBehind(
  part: SecretPart,
  config: Fields,
  rewritten: boolean,
  bytes: Uint8Array,
): Promise<boolean> {
  const given = part.given(config);
  if (rewritten || given === undefined || isUnknown(given) || !isVersioned(part, config)) return false;
  const { digests } = entryOf(bytes, part);
  return digests === undefined || (await differingPlaces(given.json, digests, part.leafText)).length > 0;
}

/** The values as handlers meet them: the secret parts that code gives, with the rest; null for what it leaves to others. */
export function wholeFields(attributes: Attributes, planned: Fields, config: Fields): Fields {
  const whole: Record<string, CtyValue> = { ...planned };
  for (const name of unmanagedNames(attributes, config)) whole[name] = null;
  for (const [name, part] of secretParts(attributes)) {
    const given = part.given(config);
    if (isUnknown(given)) whole[name] = unknown;
    else if (given !== undefined) whole[name] = part.join(planned[name] ?? null, given.json);
  }
  return whole;
}
