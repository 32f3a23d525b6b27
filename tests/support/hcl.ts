/** A resource block, from its attributes as HCL expressions. */
export function resourceBlock(
  type: string,
  label: string,
  attributes: Readonly<Record<string, string>>,
  inside = "",
): string {
  const lines = Object.entries(attributes).map(([name, expression]) => `  ${name} = ${expression}\n`);
  return `resource "${type}" "${label}" {\n${lines.join("")}${inside}}\n`;
}

/** A string literal of HCL. */
export const quote = (text: string): string =>
  JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);

/** An `import` block. */
export const importBlockFor = (address: string, id: string): string =>
  `import {\n  to = ${address}\n  id = ${quote(id)}\n}\n`;
