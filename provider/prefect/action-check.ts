import { type ActionType, actionArguments, actionType } from "../../rules";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { elements, entries, sameValue } from "../framework/collections";
import { type Diagnostic, type Path, problem, spellPath, warning } from "../framework/diagnostic";
import { jsonObject } from "../framework/json";

type Fields = { readonly [name: string]: CtyValue };

/** What the server would refuse of configured actions, beyond what their schema says. Anything may be unknown. */
export function checkActions(actions: CtyValue, path: Path): readonly Diagnostic[] {
  return (elements(actions) ?? []).flatMap((one, index) => checkAction(one, [...path, { index }]));
}

function checkAction(action: CtyValue, path: Path): readonly Diagnostic[] {
  const fields = entries(action);
  if (fields === undefined || isUnknown(action)) return [];
  const { type = null } = fields;
  const known = actionType(type);
  if (known === undefined || typeof type !== "string") return [];
  return [
    ...known.needs
      .filter((name) => (fields[name] ?? null) === null)
      .map((name) =>
        problem("Incomplete action", `${spellPath(path)}: \`${type}\` needs \`${name}\`.`, [
          ...path,
          { attribute: name },
        ]),
      ),
    ...checkTarget(known, type, fields, path),
    ...unusedArguments(known, type, fields, path),
  ];
}

function checkTarget(
  { target }: ActionType,
  type: string,
  fields: Fields,
  path: Path,
): readonly Diagnostic[] {
  if (target === undefined) return [];
  const { source = null } = fields;
  const id = fields[target] ?? null;
  const where = [...path, { attribute: target }];
  if (isUnknown(source) || isUnknown(id)) return [];
  if (source === "inferred") {
    if (id === null) return [];
    const rule = `${spellPath(path)}: \`${type}\` infers from the event what it acts on, so \`${target}\` must not be set. Remove it, or say \`source = "selected"\`.`;
    return [problem("Contradictory action", rule, where)];
  }
  if (id !== null) return [];
  const rule = `${spellPath(path)}: \`${type}\` needs \`${target}\`; or say \`source = "inferred"\` to take it from the event.`;
  return [problem("Incomplete action", rule, where)];
}

const emptyJson = (value: CtyValue): boolean =>
  typeof value === "string" && sameValue(jsonObject(), "{}", value);

function unusedArguments(known: ActionType, type: string, fields: Fields, path: Path): readonly Diagnostic[] {
  return actionArguments
    .filter((name) => {
      const value = fields[name] ?? null;
      if (value === null || known.takes.includes(name)) return false;
      return !((name === "parameters" || name === "job_variables") && emptyJson(value));
    })
    .map((name) => {
      const where = [...path, { attribute: name }];
      const rule = `${spellPath(where)} means nothing to \`${type}\`: the server drops it.`;
      return warning("An attribute without effect", rule, where);
    });
}
