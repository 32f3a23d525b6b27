import { type CtyValue, isWhollyKnown } from "../cty/value";
import { entries, list, object } from "../framework/collections";
import { sameJson } from "../framework/exact-json";
import { actionAttributes } from "./action-attributes";
import { actionMeaning } from "./action-meaning";

function sameAction(wanted: CtyValue, actual: CtyValue): boolean {
  if (!isWhollyKnown(wanted) || !isWhollyKnown(actual)) return false;
  const [left, right] = [
    { ...noArguments, ...entries(wanted) },
    { ...noArguments, ...entries(actual) },
  ];
  return actionKind.is(left) && actionKind.is(right) && sameJson(actionMeaning(left), actionMeaning(right));
}

const noArguments = Object.fromEntries(Object.keys(actionAttributes).map((name) => [name, null]));

/** An action, equal to another that the API takes for the same: what its type does not take is nothing. */
const actionKind = object(actionAttributes, { same: sameAction });

export const actions = list(actionKind);
