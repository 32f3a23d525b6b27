import { ifFound, type PrefectClient, unwrap } from "../../client";
import { defaultBlockMisfits, defaultBlocks, jobTemplateFaults, jobVariablesSchemaFaults } from "../../rules";
import type { CtyValue } from "../cty/value";
import { at, type Diagnostic, problem, warning } from "../framework/diagnostic";
import { type JsonObject, jsonAttribute, jsonObjectField } from "./json-field";

const place = at("base_job_template");
const summary = "Invalid value for base_job_template";

/** What the server refuses of a template whenever it is written. Values are not quoted: they may be secret. */
export const checkJobTemplate = (template: CtyValue): readonly Diagnostic[] =>
  typeof template === "string"
    ? jobTemplateFaults(jsonObjectField(template)).map((fault) => problem(summary, fault, place))
    : [];

/**
 * What it refuses of the variables that a template declares.
 * @param isNew a change of a pool takes them as they are; then every deployment with job variables is refused
 * @param client undefined while it is not known which server to ask for the blocks that defaults are taken from
 */
export async function reviewJobTemplate(
  template: CtyValue,
  isNew: boolean,
  client: PrefectClient | undefined,
): Promise<readonly Diagnostic[]> {
  if (typeof template !== "string") return [];
  const fields = jsonObjectField(template);
  const own = jobVariablesSchemaFaults(fields);
  const faults = own.length > 0 || client === undefined ? own : await blockFaults(client, fields);
  return faults.map((fault) =>
    isNew
      ? problem(summary, fault, place)
      : warning(
          "Doubtful value for base_job_template",
          `${fault} The server takes that in a change, and then refuses deployments with job variables.`,
          place,
        ),
  );
}

/** What is wrong with defaults that are blocks: the server holds their data, secrets hidden, against the schema. */
async function blockFaults(client: PrefectClient, template: JsonObject): Promise<readonly string[]> {
  const found = defaultBlocks(template).map(async ([name, id]): Promise<readonly string[]> => {
    const block = await ifFound(
      unwrap(
        client.GET("/block_documents/{id}", { params: { path: { id }, query: { include_secrets: false } } }),
      ),
    );
    if (block === undefined) {
      return [`The default of the variable "${name}" is the block ${id}, which the server does not have.`];
    }
    return defaultBlockMisfits(template, name, jsonObjectField(jsonAttribute(block.data ?? {}))).map(
      ({ field, reason }) =>
        `The default of the variable "${name}" is the block ${id}, whose data do not fit the variable's schema, at "${field}": ${reason}`,
    );
  });
  return (await Promise.all(found)).flat();
}
