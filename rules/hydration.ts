import type { Path } from "./json-schema/outcome";
import { isArray, isObject, type JsonObject } from "./json-schema/value";
import { fieldOf, type Misfit } from "./misfit";

/** A text among parameters that the server reads. */
export interface ReadText {
  /** Where it stands, `size` or `tables[0].name`. */
  readonly field: string;
  readonly text: string;
  /** Does the server take it whatever it says? Then no run can be made with one that makes no sense. */
  readonly isTaken: boolean;
}

/** What `__prefect_kind` objects, and templates, among parameters come to as far as it can be told without a server. */
export interface Hydration {
  /** Jinja templates. */
  readonly templates: readonly ReadText[];
  /** Names of variables. */
  readonly variables: readonly ReadText[];
  /** What it refuses. */
  readonly refused: readonly Misfit[];
  /** What it takes, and what no run can be made with. */
  readonly failing: readonly Misfit[];
}

/** A value in the place of a `__prefect_kind` object: told, left out, or known to the server alone. */
type Value =
  | { readonly is: "value"; readonly value: unknown }
  | { readonly is: "nothing" | "open" | "placeholder" };

const nothing: Value = { is: "nothing" };
const value = (told: unknown): Value => ({ is: "value", value: told });

/** Python's JSON has these too. */
const pythonJson = /NaN|Infinity/;

/** What a text says in JSON; undefined: it is none. */
function jsonValue(text: string): Value | undefined {
  if (pythonJson.test(text)) return { is: "open" };
  try {
    return value(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Collects what the handlers of the server would say. Source: `prefect.utilities.schema_tools.hydration`. */
class Hydrator {
  readonly templates: ReadText[] = [];
  readonly variables: ReadText[] = [];
  readonly refused: Misfit[] = [];
  readonly failing: Misfit[] = [];

  /** @param computes are templates and variables replaced now? Otherwise when an automation fires. */
  constructor(private readonly computes: boolean) {}

  hydrate(given: unknown, path: Path): Value {
    if (isObject(given) && Object.hasOwn(given, "__prefect_kind")) return this.kind(given, path);
    if (isObject(given)) for (const [name, one] of Object.entries(given)) this.hydrate(one, [...path, name]);
    if (isArray(given)) for (const [index, one] of given.entries()) this.hydrate(one, [...path, index]);
    return value(given);
  }

  private kind(given: JsonObject, path: Path): Value {
    switch (given.__prefect_kind) {
      case "none":
        return Object.hasOwn(given, "value") ? this.hydrate(given.value, path) : this.lacks("value", path);
      case "json":
        return this.json(given, path);
      case "jinja":
        return this.jinja(given, path);
      case "workspace_variable":
        return this.variable(given, path);
      default:
        return value(given.value);
    }
  }

  private json(given: JsonObject, path: Path): Value {
    if (!Object.hasOwn(given, "value")) return nothing;
    const inner = this.inner(given.value, path);
    if (inner.is !== "value" || typeof inner.value !== "string") return inner;
    return jsonValue(inner.value) ?? this.fault("its `value` must be JSON.", path);
  }

  private jinja(given: JsonObject, path: Path): Value {
    if (!Object.hasOwn(given, "template")) return this.lacks("template", path);
    const inner = this.inner(given.template, path);
    if (inner.is === "value" && typeof inner.value === "string") {
      this.templates.push(this.text(inner.value, path));
    }
    return this.replaced(inner);
  }

  private variable(given: JsonObject, path: Path): Value {
    if (!Object.hasOwn(given, "variable_name")) return nothing;
    const inner = this.inner(given.variable_name, path);
    if (inner.is === "value" && typeof inner.value === "string") {
      this.variables.push(this.text(inner.value, path));
    } else if (inner.is === "value" && this.computes) {
      return this.fault("its `variable_name` must be a string.", path);
    }
    return this.replaced(inner);
  }

  private replaced(inner: Value): Value {
    if (inner.is === "placeholder" || inner.is === "nothing") return inner;
    return this.computes ? { is: "open" } : { is: "placeholder" };
  }

  private inner(given: unknown, path: Path): Value {
    return isObject(given) ? this.hydrate(given, path) : value(given);
  }

  /** An automation is written whatever its lists hold: there the server looks for faults only when it fires. */
  private isTaken(path: Path): boolean {
    return !this.computes && path.some((step) => typeof step === "number");
  }

  private text(text: string, path: Path): ReadText {
    return { field: fieldOf(path), text, isTaken: this.isTaken(path) };
  }

  private lacks(name: string, path: Path): Value {
    return this.fault(`its \`${name}\` is missing.`, path);
  }

  private fault(what: string, path: Path): Value {
    const fault = {
      field: fieldOf(path),
      reason: `A \`__prefect_kind\` object cannot be computed: ${what}`,
    };
    (this.isTaken(path) ? this.failing : this.refused).push(fault);
    return { is: "placeholder" };
  }
}

const isTemplate = (given: unknown): given is string => typeof given === "string" && /\{\{|\{%/.test(given);

/** A string that is a template stands for the object that says so; one that is an expression alone keeps its type. */
function wrapped(template: string): JsonObject {
  const text = template.trim();
  const isExpression = text.startsWith("{{") && text.endsWith("}}") && text.split("{{").length === 2;
  if (!isExpression) return { __prefect_kind: "jinja", template };
  const inner = { __prefect_kind: "jinja", template: `{{ ${text.slice(2, -2).trim()} | tojson }}` };
  return { __prefect_kind: "json", value: inner };
}

/** Source: `RunDeployment._upgrade_v1_templates`, which looks into lists, but not into lists of lists. */
function withWrapped(given: JsonObject): JsonObject {
  const read = (one: unknown): unknown => {
    if (isTemplate(one)) return wrapped(one);
    if (isArray(one)) {
      return one.map((item) =>
        isTemplate(item) ? wrapped(item) : isObject(item) ? withWrapped(item) : item,
      );
    }
    return isObject(one) && !Object.hasOwn(one, "__prefect_kind") ? withWrapped(one) : one;
  };
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, read(one)]));
}

/**
 * What a server reads of the parameters of an automation's `run-deployment` action: when it is written, and whenever it
 * fires.
 *
 * Source: `RunDeployment.validate_parameters`.
 *
 * @example firedHydration({ day: "{{ event.occurred }}" }).templates
 *   // [{ field: "day", text: "{{ event.occurred | tojson }}", isTaken: false }]
 */
export function firedHydration(parameters: JsonObject): Hydration {
  const hydrator = new Hydrator(false);
  hydrator.hydrate(withWrapped(parameters), []);
  return hydrator;
}

/**
 * What a server reads of a deployment's parameters in a change of it, where it puts computed values in the place of
 * `__prefect_kind` objects. A creation stores these as they are.
 *
 * Source: `PATCH /deployments/{id}`.
 */
export function changedHydration(parameters: JsonObject): Hydration {
  const hydrator = new Hydrator(true);
  hydrator.hydrate(parameters, []);
  return hydrator;
}
