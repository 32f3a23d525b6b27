import { evaluate } from "./json-schema/evaluate";
import { closed, isObject, type JsonObject } from "./json-schema/value";
import { type Misfit, misfit } from "./misfit";
import { modernSchema, withoutRequired } from "./parameter-schema";
import { schemaFaults } from "./schema-faults";

/** A variable in a template, as the server looks for them in its JSON. */
const placeholder = /\{\{\s*([\w.\-[\]$]+)\s*\}\}/g;

const ascii = (json: string): string =>
  json.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

const placeholders = (template: unknown): string[] =>
  [...ascii(JSON.stringify(template) ?? "").matchAll(placeholder)].flatMap(([, name]) => name ?? []);

/** Is it nothing to Python? */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  Number(value) === 0 ||
  (isObject(value) && Object.keys(value).length === 0);

/** What is wrong with a template's shape, in sentences. From `POST /work_pools/` and `PATCH /work_pools/{name}`. */
export function jobTemplateFaults(template: JsonObject): string[] {
  if (isEmpty(template)) return [];
  const { job_configuration: configuration, variables } = template;
  if (isEmpty(configuration) || isEmpty(variables)) {
    return ["It must have both `job_configuration` and `variables`, neither of them empty; or be {}."];
  }
  if (!isObject(configuration)) return ["Its `job_configuration` must be an object."];
  if (!isObject(variables)) return ["Its `variables` must be an object, a JSON schema."];
  const { properties = {} } = variables;
  if (!isObject(properties))
    return ["Its `variables.properties` must be an object: a schema for each variable."];
  const used = [...new Set(Object.values(configuration).flatMap(placeholders))];
  const undeclared = used.filter((name) => !Object.hasOwn(properties, name));
  if (undeclared.length === 0) return [];
  const names = undeclared.map((name) => `\`{{ ${name} }}\``).join(", ");
  return [
    `Its \`job_configuration\` uses ${names}, which its \`variables.properties\` do not declare: declare them there, or correct the name.`,
  ];
}

/**
 * What is wrong with the variables that a template declares, in sentences. `POST /work_pools/` refuses that; a `PATCH`
 * takes it, and then every deployment with job variables is refused. Defaults that are blocks are left out.
 */
export function jobVariablesSchemaFaults({ variables }: JsonObject): string[] {
  if (!isObject(variables)) return [];
  const malformed = schemaFaults(variables).map(({ field, reason }) =>
    field === ""
      ? `Its \`variables\` are no JSON schema. ${reason}`
      : `Its \`variables.${field}\`: ${reason}`,
  );
  const { properties } = variables;
  if (malformed.length > 0 || !isObject(properties)) return malformed;
  const strange = Object.entries(properties).filter(([, property]) => !isObject(property));
  if (strange.length > 0) {
    return strange.map(([name]) => `Its \`variables.properties.${name}\` must be an object, a JSON schema.`);
  }
  const defaults = Object.entries(properties).flatMap(([name, property]): [string, unknown][] =>
    isObject(property) && Object.hasOwn(property, "default") ? [[name, property.default]] : [],
  );
  const blocks = defaults.filter(([, value]) => isObject(value) && Object.hasOwn(value, "$ref"));
  const plain = Object.fromEntries(defaults.filter((one) => !blocks.includes(one)));
  return [
    ...blocks
      .filter(([, value]) => isObject(value) && isNoReference(value.$ref))
      .map(
        ([name]) =>
          `The default of the variable "${name}" must name a block by its id in \`$ref.block_document_id\`.`,
      ),
    ...evaluate(withoutRequired(modernSchema(variables, "all")), plain, closed)
      .complaints.map(misfit)
      .map(
        ({ field, reason }) =>
          `The default of the variable "${field}" does not fit its own schema: ${reason}`,
      ),
  ];
}

/** Python takes a UUID with any hyphens, in braces, or as a URN. */
const bareId = (id: string): string =>
  id
    .replaceAll(/urn:|uuid:/g, "")
    .replace(/^[{}]+|[{}]+$/g, "")
    .replaceAll("-", "");

/** What stands in no number of Python's with 16 as its base. */
const noDigit = /[!-*,./:-@G-WYZ[\\\]^`{|}~]/i;

/** Neither names a block nor leaves it open, as `{}` does. */
function isNoReference(reference: unknown): boolean {
  if (!isObject(reference)) return true;
  const { block_document_id: id } = reference;
  if (id === undefined || id === null) return false;
  return typeof id !== "string" || bareId(id).length !== 32 || noDigit.test(bareId(id));
}

/** The blocks that defaults of a template's variables are taken from: the name of each variable, and the block's id. */
export function defaultBlocks({
  variables,
}: JsonObject): readonly (readonly [variable: string, id: string])[] {
  const properties = isObject(variables) && isObject(variables.properties) ? variables.properties : {};
  return Object.entries(properties).flatMap(([name, property]) => {
    const reference = isObject(property) && isObject(property.default) ? property.default.$ref : undefined;
    if (reference === undefined || isNoReference(reference) || !isObject(reference)) return [];
    const { block_document_id: id } = reference;
    return typeof id === "string" && /^[0-9a-f]+$/i.test(bareId(id)) ? [[name, bareId(id)] as const] : [];
  });
}

/** What does not fit in the data of a block, its secrets hidden, that are the default of a variable. */
export const defaultBlockMisfits = ({ variables }: JsonObject, name: string, data: JsonObject): Misfit[] =>
  isObject(variables)
    ? evaluate(withoutRequired(modernSchema(variables, "all")), { [name]: data }, closed).complaints.map(
        misfit,
      )
    : [];
