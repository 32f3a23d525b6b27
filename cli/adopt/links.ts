import type { JsonValue } from "../../client";
import { isRecord } from "../server-objects/records";
import {
  type Expression,
  json,
  list,
  object,
  type Reference,
  type ReferenceAttribute,
  text,
} from "./expression";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** What Prefect calls a resource of events: `prefect.deployment.<id>`. */
const resourceId = new RegExp(`^(prefect\\.[a-z-]+\\.)(${uuid})$`);

/** A reference by id. */
export const byId = (id: string): Reference => ({ is: "reference", to: id, attribute: "id", literal: id });

export const by = (attribute: ReferenceAttribute, to: string, literal: string): Reference => ({
  is: "reference",
  to,
  attribute,
  literal,
});

function linkedText(value: string): Expression {
  const [, prefix, id] = resourceId.exec(value) ?? [];
  return prefix === undefined || id === undefined ? text(value) : { is: "text", parts: [prefix, byId(id)] };
}

/** JSON in which ids of resources of events, and of blocks, refer to the objects that are meant. */
export function linkedJson(value: JsonValue): Expression {
  if (Array.isArray(value)) return list(value.map(linkedJson));
  if (!isRecord(value)) return json(value, linkedText);
  return object(
    Object.entries(value).map(([name, field]) => [
      name.normalize("NFC"),
      name === "block_document_id" && typeof field === "string" ? byId(field) : linkedJson(field),
    ]),
  );
}
