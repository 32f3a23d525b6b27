import { isLosslessNumber, type LosslessNumber } from "lossless-json";
import type * as Yaml from "yaml";
import type { Place } from "./place";
import { scalarTags } from "./yaml-scalars";

/** What stands in a YAML file, anchors and merge keys looked through. Numbers keep their digits. */
export type YamlValue = string | boolean | null | LosslessNumber | readonly YamlValue[] | YamlObject;

export interface YamlObject {
  readonly [key: string]: YamlValue;
}

/** A file's content, and which of its top-level keys hold anchors: there things are defined for use elsewhere. */
export interface YamlText {
  readonly value: YamlValue;
  readonly definitions: ReadonlySet<string>;
}

/** Reading YAML is the only thing that needs the library, which takes long to load. */
const library = (): typeof Yaml => require("yaml");

/**
 * Reads YAML as Prefect does.
 *
 * @throws Error with line and column for what is no YAML, for a key that stands twice in one mapping, for a tag that
 * Prefect does not know, and for a key that JSON has no word for
 */
export function readYaml(text: string, place: Place): YamlText {
  const { parseDocument, LineCounter, isMap, isNode, isScalar, visit } = library();
  const lineCounter = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), {
    version: "1.1",
    schema: "failsafe",
    customTags: (tags) => [...tags, ...scalarTags],
    merge: true,
    prettyErrors: false,
    lineCounter,
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const { line, col } = lineCounter.linePos(problem.pos[0]);
    throw place.error(`line ${line}, column ${col}: ${problem.message}`);
  }
  const definitions = new Set<string>();
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      if (!isNode(value)) continue;
      visit(value, {
        Node: (_, node) => {
          if ("anchor" in node && node.anchor && isScalar(key)) definitions.add(String(key.value));
        },
      });
    }
  }
  return { value: plain(contentOf(document, place), place, []), definitions };
}

/** Only now aliases are looked up. */
function contentOf(document: Yaml.Document, place: Place): unknown {
  try {
    return document.toJS({ mapAsMap: true, maxAliasCount: -1 });
  } catch (error) {
    throw place.error(error instanceof Error ? error.message : String(error));
  }
}

/** @param around what it stands in, from the outside in: an alias may lead back there */
function plain(value: unknown, place: Place, around: readonly unknown[]): YamlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean" || isLosslessNumber(value)) return value;
  if (around.includes(value)) throw place.error("this is an alias of what it stands in, which never ends");
  const within = [...around, value];
  if (Array.isArray(value)) return value.map((item, index) => plain(item, place.at(index), within));
  if (!(value instanceof Map)) throw place.error("this is neither text, a number, a list nor a mapping");
  const members = [...value].map(([key, item]): [string, YamlValue] => {
    const name = keyText(key, place);
    return [name, plain(item, place.at(name), within)];
  });
  return Object.fromEntries(members);
}

/** As JSON has keys: `1: a` is `{"1": "a"}`, and `on: a`, which is YAML's word for true, `{"true": "a"}`. */
function keyText(key: unknown, place: Place): string {
  if (typeof key === "string") return key;
  if (isLosslessNumber(key)) return key.value;
  if (typeof key === "boolean") return String(key);
  throw place.error("a key is neither text nor a number; write it in quotes");
}
