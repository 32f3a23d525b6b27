import { actionArguments, actionType } from "../../rules";
import { isJsonObject, sameJson } from "../framework/exact-json";
import type { Action } from "./action-attributes";
import { actionAttribute, actionField, actionMeaning } from "./action-meaning";

type Json = Readonly<Record<string, unknown>>;

/** What an action of a type that is not known here has beside the arguments that are. */
function strangeFields(stored: Json): Json {
  const known: readonly string[] = ["type", ...actionArguments];
  return Object.fromEntries(Object.entries(stored).filter(([name]) => !known.includes(name)));
}

/** Is it of a type that is not known here, so that the server may have more of it than the attributes say? */
export const isStrange = (action: Action): boolean => actionType(action.type) === undefined;

/**
 * Actions to send in place of those that the server has. Of types that are not known here, such as those of Prefect
 * Cloud, the attributes cannot say everything: an action keeps what else it had, found by what it says or, changed,
 * by its place.
 */
export function keptActions(wanted: readonly Action[], stored: readonly unknown[]): readonly Json[] {
  const strange = stored.filter(
    (one): one is Json => isJsonObject(one) && actionType(one.type) === undefined,
  );
  return wanted.map((action, index) => {
    const field = actionField(action);
    if (!isStrange(action)) return field;
    const meaning = actionMeaning(action);
    const equal = strange.find((one) => sameJson(actionMeaning(actionAttribute(one)), meaning));
    const inPlace = stored[index];
    const before = equal ?? (isJsonObject(inPlace) && inPlace.type === action.type ? inPlace : {});
    return { ...strangeFields(before), ...field };
  });
}
