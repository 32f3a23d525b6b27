import { evaluate } from "./json-schema/evaluate";
import { closed, isArray, isObject, type JsonObject } from "./json-schema/value";
import { misfit } from "./misfit";
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

const uuid = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

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

function isNoReference(reference: unknown): boolean {
  if (!isObject(reference)) return !isEmpty(reference) || isArray(reference);
  const { block_document_id: id } = reference;
  return id !== undefined && id !== null && !(typeof id === "string" && uuid.test(id));
}
