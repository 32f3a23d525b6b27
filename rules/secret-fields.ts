import { isArray, isObject, type JsonObject } from "./json-schema/value";
import { accepted, doubtful, refused, type Verdict } from "./verdict";

const wanted = 'a list of names of fields, such as ["token", "headers.*"]';

/**
 * What the `secret_fields` of a block schema say of its blocks. Refused: the server takes the schema, and then fails
 * on each block of it. Doubtful: it reads a text letter by letter, and of an object the keys.
 *
 * Source: `POST /block_documents/`.
 *
 * @example secretFields({ secret_fields: [1] }).verdict // "refused"
 */
export function secretFields(fields: JsonObject): Verdict {
  if (!Object.hasOwn(fields, "secret_fields")) return accepted;
  const { secret_fields: given } = fields;
  const shape = `Its \`secret_fields\` must be ${wanted}.`;
  if (isArray(given) && given.every((one) => typeof one === "string")) return accepted;
  if (typeof given === "string" || isObject(given)) {
    return doubtful(`${shape} Otherwise the server hides other fields of its blocks than are meant.`);
  }
  return refused(`${shape} The server takes such a schema, and then fails on each block of it.`);
}
