import { isJsonObject } from "../framework/exact-json";
import type { JobTemplate } from "./worker-templates";

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown, key: string): Members => {
  const member = isJsonObject(value) ? value[key] : undefined;
  return isJsonObject(member) ? member : {};
};

/** The job variables that a template declares, by name, each with its JSON schema. */
export const declaredVariables = (template: JobTemplate): Members =>
  membersOf(membersOf(template, "variables"), "properties");

/** The defaults that a template has for these variables; one without a default is left out. */
export function defaultsOf(template: JobTemplate, names: readonly string[]): Members {
  const declared = declaredVariables(template);
  return Object.fromEntries(
    names.flatMap((name) => {
      const variable = declared[name];
      return isJsonObject(variable) && Object.hasOwn(variable, "default") ? [[name, variable.default]] : [];
    }),
  );
}

/**
 * A template with these defaults, otherwise as it is.
 *
 * @param dropped variables that go back to what `standard`, the template of the worker type, has for them
 */
export function withDefaults(
  template: JobTemplate,
  defaults: Members,
  dropped: readonly string[],
  standard: JobTemplate,
): JobTemplate {
  const wanted = { ...defaultsOf(standard, dropped), ...defaults };
  const touched = new Set([...dropped, ...Object.keys(defaults)]);
  const properties = Object.entries(declaredVariables(template)).map(([name, variable]) => [
    name,
    touched.has(name) && isJsonObject(variable) ? withDefault(variable, wanted, name) : variable,
  ]);
  return {
    ...template,
    variables: { ...membersOf(template, "variables"), properties: Object.fromEntries(properties) },
  };
}

function withDefault(variable: Members, defaults: Members, name: string): Members {
  const { default: _, ...rest } = variable;
  return Object.hasOwn(defaults, name) ? { ...rest, default: defaults[name] } : rest;
}
