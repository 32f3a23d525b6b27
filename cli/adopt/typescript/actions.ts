import { field } from "../adopted";
import type { Expression, Fields } from "../expression";
import { camelCase } from "../words";
import { type Code, call, quote, record } from "./code";
import { fieldsOf, textOf, timed } from "./triggers";
import { type Outside, valueCode } from "./values";

/** The id that an action names its object by. */
const targetOf = (fields: Fields): string | undefined => fields.find(([name]) => name.endsWith("_id"))?.[0];

/** How an action's object is referred to: the construct itself, or its id where job variables are of no type of it. */
export type TargetCode = (target: Expression) => Code;

/** `Action.runDeployment(nightly, { scheduleAfter: Duration.minutes(5) })` */
export function actionCode(action: Expression, outside: Outside, target: TargetCode): Code {
  const fields = fieldsOf(action);
  const type = textOf(field(fields, "type")) ?? "";
  const maker = `Action.${camelCase(type)}`;
  const about = targetOf(fields);
  const object = about === undefined ? undefined : field(fields, about);
  const isInferred = textOf(field(fields, "source")) === "inferred";
  const first = type === "change-flow-run-state" ? field(fields, "state") : undefined;
  const options = fields.filter(
    ([name, value]) => !["type", "source", about].includes(name) && value !== first,
  );
  return call(
    maker,
    ...(isInferred ? [{ is: "atom", text: quote("inferred") } as const] : []),
    ...(object === undefined || isInferred ? [] : [target(object)]),
    ...(first === undefined ? [] : [valueCode(first, outside)]),
    ...(options.length === 0 ? [] : [record(options.map(([name, value]) => timed(name, value, outside)))]),
  );
}
