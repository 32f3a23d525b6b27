import { isUnknown, type Unknown, unknown } from "../cty/unknown";
import { type CtyValue, isWhollyKnown } from "../cty/value";
import { at, type Diagnostic, type Path, problem } from "./diagnostic";
import { canonicalJson, parseExactJson } from "./exact-json";
import {
  type JsonPath,
  mergeJson,
  onlyPlaces,
  overlaps,
  sameApartFrom,
  setPlaces,
  spellPlace,
  withoutPlaces,
} from "./json-parts";
import type { LeafText } from "./leaf-digests";

type Fields = { readonly [name: string]: CtyValue };

/** What code gives write-only, as JSON; undefined: nothing. */
export type Given = { readonly json: unknown } | Unknown | undefined;

/**
 * The part of an attribute's value that code gives write-only. On the server it is one value with the rest, and
 * handlers of a resource meet the whole of it: the framework takes the part out before anything reaches a state, and
 * finds its changes by the digests that private state has of it.
 */
export interface SecretPart {
  /** The write-only attribute, as private state names it. */
  readonly name: string;
  /** Where code sets this attribute, it alone decides whether the part is written anew. */
  readonly versionedBy?: string;
  given(config: Fields): Given;
  /** The whole value, as the server has it. */
  join(plain: CtyValue, json: unknown): CtyValue;
  /**
   * @param places what of the value belongs to the part
   * @param kept the rest as plan or state have it: its spelling is kept where it means the same
   */
  split(whole: CtyValue, places: readonly JsonPath[], kept: CtyValue): Split;
  /** What code must not set both ways. */
  conflicts?(config: Fields): readonly Diagnostic[];
  /** A place of the part as a person writes it. */
  spell(place: JsonPath): string;
  readonly leafText?: LeafText;
  readonly withheld?: Withheld;
}

export interface Split {
  readonly plain: CtyValue;
  readonly json: unknown;
}

/**
 * All of the value is secret, and no import brings it into the state, whichever attribute the code gives it by: the
 * import cannot see the code. A placeholder stands for it until an apply writes it. It has to be a value of its own:
 * core lets a plan keep what the state has in place of what is configured, but nothing in place of a null.
 */
export interface Withheld {
  readonly placeholder: string;
  json(plain: CtyValue): unknown;
}

interface Common {
  readonly versionedBy: string;
}

function givenBy(name: string, toJson: (value: CtyValue) => unknown): (config: Fields) => Given {
  return (config) => {
    const value = config[name] ?? null;
    if (value === null) return undefined;
    return isWhollyKnown(value) ? { json: toJson(value) } : unknown;
  };
}

const spellUnder =
  (name: string) =>
  (place: JsonPath): string =>
    place.length === 0 ? name : `${name}: ${spellPlace(place)}`;

/** `name` gives the whole value, instead of the attribute that is stored. */
export function writtenInstead(
  name: string,
  options: Common & {
    toJson(value: CtyValue): unknown;
    fromJson(json: unknown): CtyValue;
    readonly leafText?: LeafText;
    /** Text of the placeholder, where imports withhold the value. */
    readonly placeholder?: string;
  },
): SecretPart {
  const { versionedBy, toJson, fromJson, leafText, placeholder } = options;
  return {
    name,
    versionedBy,
    given: givenBy(name, toJson),
    join: (_, json) => fromJson(json),
    split: (whole) => ({ plain: null, json: toJson(whole) }),
    spell: spellUnder(name),
    ...(leafText === undefined ? {} : { leafText }),
    ...(placeholder === undefined ? {} : { withheld: { placeholder, json: toJson } }),
  };
}

const documentIn = (text: CtyValue): unknown =>
  parseExactJson(typeof text === "string" && text !== "" ? text : "{}");

/** What a document sets when it is merged: an object without keys sets nothing. */
export const settingPart = (json: unknown): unknown => onlyPlaces(json, setPlaces(json));

/** `name` gives a JSON object that is merged over that of `plain`, objects key by key at any depth. */
export function mergedOver(plain: string, name: string, versioned?: Common): SecretPart {
  const given = givenBy(name, (value) => settingPart(documentIn(value)));
  return {
    name,
    ...versioned,
    given,
    join: (rest, json) => (isUnknown(rest) ? unknown : canonicalJson(mergeJson(documentIn(rest), json))),
    split: (whole, places, kept) => {
      const document = documentIn(whole);
      const isKept = typeof kept === "string" && sameApartFrom(documentIn(kept), document, places);
      return {
        plain: isKept ? kept : canonicalJson(withoutPlaces(document, places)),
        json: onlyPlaces(document, places),
      };
    },
    conflicts: (config) => {
      const secret = given(config);
      const rest = config[plain] ?? null;
      if (secret === undefined || isUnknown(secret) || typeof rest !== "string") return [];
      return setTwice(documentIn(rest), secret.json, [plain, name], at(name));
    },
    spell: spellUnder(name),
  };
}

/** Refuses what two documents set both, when one is to be merged over the other. */
export const setTwice = (
  plain: unknown,
  secret: unknown,
  [first, second]: readonly [string, string],
  path: Path,
): readonly Diagnostic[] =>
  overlaps(plain, secret)
    .filter((place) => place.length > 0)
    .map((place) =>
      problem(
        `${spellPlace(place)} is set twice`,
        `Both ${first} and ${second} set ${spellPlace(place)}. Remove it from one of them.`,
        path,
      ),
    );
