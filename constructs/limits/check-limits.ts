import { withinLimit } from "../../rules";
import { type IConstruct, type TerraformResource, Token } from "../framework";
import { judge, refusal } from "../refusal";
import type { Limits } from "./attribute-limits";
import { limitsByType } from "./generated/limits";
import { typeFault } from "./type-fault";

/**
 * Holds what a construct gives to its binding against the limits of the provider's schema. What is known only at apply
 * passes.
 *
 * @param spelled a property of the binding as it is called where the construct takes it
 * @throws Error naming the construct and the property
 */
export function checkLimits(
  construct: IConstruct,
  resource: TerraformResource,
  spelled: (property: string) => string,
): void {
  const limits = limitsByType[resource.terraformResourceType];
  const { resource: types }: Given = resource.toTerraform();
  const given = types?.[resource.terraformResourceType]?.[resource.friendlyUniqueId];
  if (limits !== undefined && given !== undefined) checkObject({ construct, spelled }, "", limits, given);
}

interface Given {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
}

/** Whose properties are checked, and what they are called there. */
interface Checked {
  readonly construct: IConstruct;
  readonly spelled: (property: string) => string;
}

function checkObject(
  checked: Checked,
  place: string,
  limits: Limits,
  given: Readonly<Record<string, unknown>>,
): void {
  const { construct, spelled } = checked;
  for (const [attribute, { type, needed, conflictsWith = [], limits: own = [], within }] of Object.entries(
    limits,
  )) {
    const value = given[attribute];
    const path = `${place}${camelCase(attribute)}`;
    const property = spelled(path);
    if (value === undefined || value === null) {
      if (needed === true) throw refusal(construct, property, value, "a value is needed");
      continue;
    }
    const other = conflictsWith.find((name) => given[name] !== undefined && given[name] !== null);
    if (other !== undefined) {
      throw new Error(
        `${construct.node.path}: ${property} cannot stand beside ${spelled(`${place}${camelCase(other)}`)}; give one of them`,
      );
    }
    const fault = type === undefined ? undefined : typeFault(type, value);
    if (fault !== undefined) throw new Error(`${construct.node.path}: ${property}: ${fault}`);
    for (const limit of own) judge(construct, property, value, (one) => withinLimit(limit, one));
    if (within === undefined) continue;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (isObject(item)) checkObject(checked, `${path}[${index}].`, within, item);
      }
    } else if (isObject(value)) checkObject(checked, `${path}.`, within, value);
  }
}

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Token.isUnresolved(value);
