/** Attributes of a resource as HCL expressions, by name. */
export type Expressions = Readonly<Record<string, string>>;

export function resourceBlock(type: string, label: string, attributes: Expressions, inside = ""): string {
  const lines = Object.entries(attributes).map(([name, expression]) => `  ${name} = ${expression}\n`);
  return `resource "${type}" "${label}" {\n${lines.join("")}${inside}}\n`;
}

/** Resources of one type, by label; `common` gives the attributes that each has unless it says otherwise. */
export function resourceBlocks(
  type: string,
  common: (label: string) => Expressions,
  blocks: Readonly<Record<string, Expressions>>,
): string {
  return Object.entries(blocks)
    .map(([label, attributes]) => resourceBlock(type, label, { ...common(label), ...attributes }))
    .join("");
}

/** A string literal of HCL. */
export const quote = (text: string): string =>
  JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);

/** A value as a JSON document in a string literal. */
export const jsonString = (json: unknown): string => quote(JSON.stringify(json));

export const importBlock = (address: string, id: string): string =>
  `import {\n  to = ${address}\n  id = ${quote(id)}\n}\n`;
