import { parseJson } from "../../client";
import { isAbsentOr, isListOf, isMarks, isObject, isRecordOf, isText } from "./json-shape";
import type { Change, ExpressionJson, PlanJson, ProviderConfigJson, ResourceChange } from "./plan-json";
import { isNamed, isShownValues } from "./state-shape";

const isValues = (value: unknown): boolean => value === null || isObject(value);

const isChange = (value: unknown): value is Change =>
  isObject(value) &&
  isListOf(value.actions, isText) &&
  isValues(value.before) &&
  isValues(value.after) &&
  isAbsentOr(value.after_unknown, isMarks) &&
  isAbsentOr(value.before_sensitive, isMarks) &&
  isAbsentOr(value.after_sensitive, isMarks) &&
  isAbsentOr(value.importing, isObject);

const isResourceChange = (value: unknown): value is ResourceChange =>
  isObject(value) &&
  isNamed(value) &&
  isText(value.address) &&
  isAbsentOr(value.deposed, isText) &&
  isChange(value.change);

const isExpression = (value: unknown): value is ExpressionJson =>
  isObject(value) && isAbsentOr(value.references, (names) => isListOf(names, isText));

/** Nested blocks, which are lists, are no settings of the provider's. */
const isArgument = (value: unknown): boolean => Array.isArray(value) || isExpression(value);

const isProviderConfig = (value: unknown): value is ProviderConfigJson =>
  isObject(value) &&
  isText(value.name) &&
  isAbsentOr(value.full_name, isText) &&
  isAbsentOr(value.module_address, isText) &&
  isAbsentOr(value.expressions, (all) => isRecordOf(all, isArgument));

const isDeclaration = (value: unknown): boolean =>
  isObject(value) && isAbsentOr(value.sensitive, (flag) => typeof flag === "boolean");

const isConfiguration = (value: unknown): boolean =>
  isObject(value) &&
  isAbsentOr(value.provider_config, (all) => isRecordOf(all, isProviderConfig)) &&
  isAbsentOr(
    value.root_module,
    (module) => isObject(module) && isAbsentOr(module.variables, (all) => isRecordOf(all, isDeclaration)),
  );

/** Terraform promises that all versions 1.x of the format can be read the same way. */
const isPlanJson = (value: unknown): value is PlanJson =>
  isObject(value) &&
  isText(value.format_version) &&
  /^(0|1)\./.test(value.format_version) &&
  !("values" in value) &&
  isAbsentOr(value.variables, (all) => isRecordOf(all, isObject)) &&
  isAbsentOr(value.resource_drift, (all) => isListOf(all, isResourceChange)) &&
  isAbsentOr(value.resource_changes, (all) => isListOf(all, isResourceChange)) &&
  isAbsentOr(value.prior_state, (state) => isObject(state) && isAbsentOr(state.values, isShownValues)) &&
  isAbsentOr(value.configuration, isConfiguration);

/**
 * The plan in what `terraform show -json` prints, judged down to what is read of it.
 * @returns what is wrong with it, when it is none; no word of the text, which may hold secrets
 */
export function planIn(text: string): PlanJson | "no JSON" | "no plan" {
  let quick: unknown;
  try {
    quick = JSON.parse(text);
  } catch {
    return "no JSON";
  }
  if (!isPlanJson(quick)) return "no plan";
  const { resource_drift: drift = [], resource_changes: changes = [] } = quick;
  const isQuiet = drift.length === 0 && changes.every(({ change }) => change.actions[0] === "no-op");
  if (isQuiet) return quick;
  // Values will be shown: every digit counts.
  const exact = parseJson(text);
  return isPlanJson(exact) ? exact : "no plan";
}
