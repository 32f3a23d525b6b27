import { exampleSection, page } from "./page";
import type { FunctionJson, ParameterJson, TypeJson } from "./schema-json";
import { objectFields, typeExpression, typeText } from "./type-text";

/** Page of a provider function. */
export function functionPage(name: string, definition: FunctionJson, example: string | undefined): string {
  const { description = "" } = definition;
  const summary = (definition.summary ?? "").replace(/[^.]$/, "$&.");
  const parameters = definition.parameters ?? [];
  const variadic = definition.variadic_parameter;
  const all = [...parameters, ...(variadic === undefined ? [] : [variadic])];
  return page({
    title: `${name} function - prefect`,
    description: [summary, description]
      .filter((part, at, parts) => parts.indexOf(part) === at)
      .join("\n\n")
      .trim(),
    heading: `function: ${name}`,
    sections: [
      exampleSection(example),
      `## Signature\n\n\`\`\`text\n${signature(name, parameters, variadic, definition.return_type)}\n\`\`\``,
      all.length === 0
        ? undefined
        : `## Arguments\n\n${all.map((one, at) => argument(at + 1, one, one === variadic)).join("\n")}`,
      returned(definition.return_type),
    ],
  });
}

function signature(
  name: string,
  parameters: readonly ParameterJson[],
  variadic: ParameterJson | undefined,
  result: TypeJson,
): string {
  const words = parameters.map((one) => `${one.name} ${typeExpression(one.type)}`);
  if (variadic !== undefined) words.push(`${variadic.name} ${typeExpression(variadic.type)}...`);
  return `${name}(${words.join(", ")}) ${typeExpression(result)}`;
}

function argument(
  number: number,
  { name, type, description, is_nullable }: ParameterJson,
  variadic: boolean,
) {
  const words = [typeText(type), ...(variadic ? ["Variadic"] : []), ...(is_nullable ? ["Nullable"] : [])];
  return `${number}. \`${name}\` (${words.join(", ")}) ${description ?? ""}`.trimEnd();
}

function returned(type: TypeJson): string | undefined {
  const fields = objectFields(type);
  if (fields === undefined) return undefined;
  const lines = Object.entries(fields).map(([name, field]) => `- \`${name}\` (${typeText(field)})`);
  return `## Return Type\n\n${typeText(type)} with the attributes:\n\n${lines.join("\n")}`;
}
