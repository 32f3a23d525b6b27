import type { JsonValue } from "../../client";
import type { Marks } from "../report/value";

/** What is read here of the output of `terraform show -json` (format 1.x), of a plan or of a state. */

export type Values = Readonly<Record<string, JsonValue>>;

export interface Change {
  readonly actions: readonly string[];
  readonly before: Values | null;
  readonly after: Values | null;
  readonly after_unknown?: Marks;
  readonly before_sensitive?: Marks;
  readonly after_sensitive?: Marks;
  readonly importing?: { readonly id?: string };
}

export interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly deposed?: string;
  readonly change: Change;
}

export interface ResourceJson {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly values?: Values;
  readonly sensitive_values?: Marks;
}

export interface ModuleJson {
  readonly resources?: readonly ResourceJson[];
  readonly child_modules?: readonly ModuleJson[];
}

export interface StateJson {
  readonly format_version: string;
  readonly values?: { readonly root_module?: ModuleJson };
}

/** `constant_value`, or the names of what it is made of: `var.url`, `local.base`. */
export interface ExpressionJson {
  readonly constant_value?: JsonValue;
  readonly references?: readonly string[];
}

export interface ProviderConfigJson {
  readonly name: string;
  readonly full_name?: string;
  readonly alias?: string;
  readonly module_address?: string;
  readonly expressions?: Readonly<Record<string, ExpressionJson>>;
}

export interface PlanJson {
  readonly format_version: string;
  readonly variables?: Readonly<Record<string, { readonly value?: JsonValue }>>;
  readonly resource_drift?: readonly ResourceChange[];
  readonly resource_changes?: readonly ResourceChange[];
  readonly prior_state?: StateJson;
  readonly configuration?: {
    readonly provider_config?: Readonly<Record<string, ProviderConfigJson>>;
    readonly root_module?: {
      readonly variables?: Readonly<Record<string, { readonly sensitive?: boolean }>>;
    };
  };
}

/** Whether it is an object of Prefect that code manages; ours and the official provider's types are the same. */
export const isPrefect = ({ mode, type }: { readonly mode: string; readonly type: string }): boolean =>
  mode === "managed" && type.startsWith("prefect_");

/** The objects of Prefect in a state, in modules too. */
export function* prefectResources(module: ModuleJson | undefined): Generator<ResourceJson> {
  for (const resource of module?.resources ?? []) if (isPrefect(resource)) yield resource;
  for (const child of module?.child_modules ?? []) yield* prefectResources(child);
}
