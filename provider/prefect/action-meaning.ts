import { isJsonNumber, type JsonValue, parseJson } from "../../client";
import { type ActionArgument, actionArguments, actionDefaults, actionType } from "../../rules";
import { isCtyNumber, numberText } from "../cty/number";
import { canonicalJson, isJsonObject } from "../framework/exact-json";
import type { Action } from "./action-attributes";

type Field = { [name: string]: JsonValue };

const isEmptyObject = (value: JsonValue): boolean =>
  typeof value === "object" && value !== null && !isJsonNumber(value) && Object.keys(value).length === 0;

function argument(action: Action, name: ActionArgument): JsonValue {
  const value = action[name];
  if (value === null) return null;
  if (name === "parameters" || name === "job_variables") {
    const json = typeof value === "string" ? parseJson(value) : null;
    return isEmptyObject(json) ? null : json;
  }
  if (isCtyNumber(value)) return Number(numberText(value));
  return typeof value === "object" ? [...value] : value;
}

/** An action as the API takes it: what is set, of what its type takes. */
export function actionField(action: Action): Field {
  const field: Field = { type: action.type };
  for (const name of actionType(action.type)?.takes ?? actionArguments) {
    const value = argument(action, name);
    if (value !== null) field[name] = value;
  }
  return field;
}

/** What an action says, in one spelling: with the server's defaults. Source: what `POST /automations/` answers. */
export function actionMeaning(action: Action): unknown {
  const taken: readonly string[] = actionType(action.type)?.takes ?? [];
  const defaults = Object.entries(actionDefaults).filter(([name]) => taken.includes(name));
  const { schedule_after = 0, ...field } = actionField(action);
  const ids = Object.entries(field).filter(([name]) => name.endsWith("_id"));
  return {
    ...Object.fromEntries(defaults),
    ...field,
    ...Object.fromEntries(ids.map(([name, id]) => [name, String(id).toLowerCase()])),
    // The server counts in microseconds.
    schedule_after: Math.round(Number(schedule_after) * 1e6),
  };
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const jsonText = (value: unknown): string => canonicalJson(value ?? {});

/** An action of an answer. */
export function actionAttribute(action: unknown): Action {
  const field = isJsonObject(action) ? action : {};
  const { emails, force, schedule_after } = field;
  return {
    type: text(field.type) ?? "",
    source: text(field.source),
    automation_id: text(field.automation_id),
    block_document_id: text(field.block_document_id),
    body: text(field.body),
    deployment_id: text(field.deployment_id),
    emails: Array.isArray(emails) ? emails.map(String) : null,
    job_variables: jsonText(field.job_variables),
    message: text(field.message),
    name: text(field.name),
    parameters: jsonText(field.parameters),
    payload: text(field.payload),
    schedule_id: text(field.schedule_id),
    state: text(field.state),
    subject: text(field.subject),
    work_pool_id: text(field.work_pool_id),
    work_queue_id: text(field.work_queue_id),
    force: typeof force === "boolean" ? force : null,
    schedule_after: isCtyNumber(schedule_after) ? schedule_after : null,
  };
}
