import type { AttributeJson, Attributes } from "./schema-json";
import { attributeText } from "./type-text";

/** What the schema that Terraform prints does not say of a top-level attribute. */
export interface Words {
  readonly replaces?: boolean;
  readonly deprecated?: string;
}

/** A nested schema, and every attribute path that has it. */
interface Nested {
  readonly paths: string[];
  readonly attributes: Attributes;
}

/**
 * The section "Schema" of a page: what must, may and cannot be set, then each nested schema once, although several
 * attributes have it.
 */
export function schemaSection(attributes: Attributes, words: (name: string) => Words = () => ({})): string {
  const nested = nestedSchemas(attributes);
  const anchors = new Map([...nested.values()].flatMap(({ paths }) => paths.map((path) => [path, paths[0]])));
  const line = (path: string) => attributeLine(path, (one) => `#${anchor(anchors.get(one) ?? one)}`);
  const top = groups(attributes).map(
    ([title, group]) =>
      `### ${title}\n\n${group.map(([name, one]) => line(name)(name, one, words(name))).join("\n")}`,
  );
  const rest = [...nested.values()].map(({ paths, attributes: inner }) => {
    const marks = paths.map((path) => `<a id="${anchor(path)}"></a>`).join("");
    const names = paths.map((path) => `\`${path}\``).join(", ");
    const parts = groups(inner).map(
      ([title, group]) =>
        `${title}:\n\n${group.map(([name, one]) => line(`${paths[0]}.${name}`)(name, one, {})).join("\n")}`,
    );
    return `${marks}\n### Nested Schema for ${names}\n\n${parts.join("\n\n")}`;
  });
  return ["## Schema", ...top, ...rest].join("\n\n");
}

const anchor = (path: string): string => `nestedatt--${path.replaceAll(".", "--")}`;

function attributeLine(path: string, address: (path: string) => string) {
  return (name: string, attribute: AttributeJson, { replaces, deprecated }: Words): string => {
    const description = [
      deprecated === undefined ? "" : `**Deprecated.** ${deprecated}`,
      (attribute.description ?? "").replaceAll(/\s*\n\s*/g, " "),
      attribute.nested_type === undefined ? "" : `(see [nested schema](${address(path)}))`,
    ];
    const text = description.filter((part) => part !== "").join(" ");
    return `- \`${name}\` (${attributeText(attribute, replaces === true)}) ${text}`.trimEnd();
  };
}

function groups(attributes: Attributes): [string, [string, AttributeJson][]][] {
  const all = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const titled: [string, [string, AttributeJson][]][] = [
    ["Required", all.filter(([, { required }]) => required)],
    ["Optional", all.filter(([, { optional }]) => optional)],
    ["Read-Only", all.filter(([, { required, optional }]) => !required && !optional)],
  ];
  return titled.filter(([, group]) => group.length > 0);
}

/** Nested schemas in the order in which a reader meets them; equal ones together. */
function nestedSchemas(attributes: Attributes): Map<string, Nested> {
  const found = new Map<string, Nested>();
  const visit = (inside: Attributes, prefix: string): void => {
    const inner: [string, Attributes][] = [];
    for (const [, group] of groups(inside)) {
      for (const [name, { nested_type: nested }] of group) {
        if (nested === undefined) continue;
        const path = `${prefix}${name}`;
        const key = JSON.stringify(nested.attributes);
        const known = found.get(key);
        if (known !== undefined) {
          known.paths.push(path);
          continue;
        }
        found.set(key, { paths: [path], attributes: nested.attributes });
        inner.push([path, nested.attributes]);
      }
    }
    for (const [path, attributesInside] of inner) visit(attributesInside, `${path}.`);
  };
  visit(attributes, "");
  return found;
}
