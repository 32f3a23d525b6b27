import type { JsonValue } from "../../client";
import { isRecord } from "../server-objects/records";
import type { ServerObjects } from "../server-objects/server-objects";

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** What stands for an id that should lead to an object, and leads nowhere: on two servers no two ids are the same. */
export const gone = "<gone>";

/** What the objects of a server are called, by their ids. */
export interface Names {
  /** `<deployment etl/nightly>`; undefined: the server has no object of that id. */
  readonly of: (id: string) => string | undefined;
  /** A text in which every id of an object stands as its name. */
  readonly inText: (text: string) => string;
  /** JSON in which every id of an object stands as its name. Other ids are values like any others. */
  readonly in: (value: JsonValue) => JsonValue;
  /** What an attribute that holds nothing but a reference refers to. */
  readonly reference: (id: JsonValue | undefined) => JsonValue;
}

/** The names of deployments, blocks and so on, of which one is made of two. */
export const deploymentName = (flow: string | undefined, name: string): string => `${flow ?? "?"}/${name}`;

export function namesOf(server: ServerObjects): Names {
  const names = new Map<string, string>();
  const add = (kind: string, id: string, name: string) => names.set(id.toLowerCase(), `<${kind} ${name}>`);
  const flows = new Map(server.flows.map(({ id, name }) => [id, name]));
  for (const { id, name } of server.flows) add("flow", id, name);
  for (const { id, name, flow_id } of server.deployments) {
    add("deployment", id, deploymentName(flows.get(flow_id), name));
  }
  for (const { id, name } of server.workPools) add("work pool", id, name);
  for (const { id, name, work_pool_name: pool } of server.workQueues) {
    add("work queue", id, pool == null ? name : `${pool}/${name}`);
  }
  for (const { id, name } of server.variables) add("variable", id, name);
  for (const { id, slug } of server.blockTypes) add("block type", id, slug);
  const types = new Map(server.blockTypes.map(({ id, slug }) => [id, slug]));
  for (const { id, block_type_id, checksum } of server.blockSchemas) {
    add("block schema", id, `${types.get(block_type_id ?? "") ?? "?"}/${checksum}`);
  }
  for (const { id, name, block_type_id, is_anonymous } of server.blocks) {
    const own = is_anonymous === true || name == null ? "(anonymous)" : name;
    add("block", id, `${types.get(block_type_id) ?? "?"}/${own}`);
  }
  for (const { id, name } of server.automations) add("automation", id, name);
  for (const { id, name } of server.concurrencyLimits) add("limit", id, name);
  for (const { id, tag } of server.taskRunLimits) add("limit of task runs", id, tag);
  for (const { id, name } of server.savedSearches) add("saved search", id, name);

  const of = (id: string) => names.get(id.toLowerCase());
  const inText = (text: string) => text.replace(uuid, (id) => of(id) ?? id);
  const reference = (id: JsonValue | undefined): JsonValue =>
    typeof id === "string" && id !== "" ? (of(id) ?? gone) : null;
  const inValue = (value: JsonValue): JsonValue => {
    if (typeof value === "string") return inText(value);
    if (Array.isArray(value)) return value.map(inValue);
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        inText(key),
        // Where parameters and data of blocks refer to a block, they do so by `$ref` and this key.
        key === "block_document_id" ? reference(inner) : inValue(inner),
      ]),
    );
  };
  return { of, inText, in: inValue, reference };
}
