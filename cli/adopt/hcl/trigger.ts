import { field } from "../adopted";
import { type Expression, type Fields, json, list, object, plainJson } from "../expression";
import { type Hcl, record, tuple } from "./code";
import { type AddressOf, jsonHcl, valueHcl } from "./values";

/** Triggers within triggers, as deep as the attribute `trigger` knows them. */
const deepest = 2;

const fieldsOf = (expression: Expression | undefined): Fields =>
  expression?.is === "object" ? expression.fields : [];

const itemsOf = (expression: Expression | undefined): readonly Expression[] =>
  expression?.is === "list" ? expression.items : [];

const typeOf = (trigger: Expression): string => {
  const type = field(fieldsOf(trigger), "type");
  return type === undefined ? "event" : String(plainJson(type));
};

function depth(trigger: Expression): number {
  const inner = itemsOf(field(fieldsOf(trigger), "triggers"));
  return inner.length === 0 ? 0 : 1 + Math.max(...inner.map(depth));
}

/** The attribute that says a trigger: `trigger`, or `trigger_json` for one that is nested deeper than that knows. */
export function triggerHcl(trigger: Expression, addressOf: AddressOf): readonly [string, Hcl] {
  return depth(trigger) > deepest
    ? ["trigger_json", jsonHcl(asTheApi(trigger), addressOf)]
    : ["trigger", attributeOf(trigger, addressOf)];
}

/** `{ event = { … } }` */
function attributeOf(trigger: Expression, addressOf: AddressOf): Hcl {
  const inside = fieldsOf(trigger).flatMap(([name, value]): (readonly [string, Hcl])[] => {
    if (name === "type") return [];
    if (name === "match" || name === "match_related") return [[name, jsonHcl(value, addressOf)]];
    if (name === "triggers") return [[name, tuple(itemsOf(value).map((one) => attributeOf(one, addressOf)))]];
    return [[name, valueHcl(value, addressOf)]];
  });
  return record([[typeOf(trigger), record(inside)]]);
}

/** What the API wants said, be it as it is by default. */
function asTheApi(trigger: Expression): Expression {
  const fields = fieldsOf(trigger);
  const type = typeOf(trigger);
  if (type === "event") return trigger;
  if (type === "metric") return object([...fields, ["posture", json("Metric")]]);
  const others = fields.filter(([name]) => name !== "triggers");
  const within: Fields = field(fields, "within") === undefined ? [["within", json(null)]] : [];
  return object([...others, ...within, ["triggers", list(itemsOf(field(fields, "triggers")).map(asTheApi))]]);
}
