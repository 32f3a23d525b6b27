import { isAbsentOr, isListOf, isMarks, isObject, isText } from "./json-shape";
import type { ModuleJson, ResourceJson, StateJson, Values } from "./plan-json";

/** A step of a path: `{ type: "get_attr", value: "schedules" }`. */
export interface PathStep {
  readonly type: string;
  readonly value?: unknown;
}

interface StoredInstance {
  readonly index_key?: string | number;
  readonly deposed?: string;
  readonly attributes?: Values | null;
  readonly sensitive_attributes?: readonly (readonly PathStep[])[];
}

interface StoredResource {
  readonly module?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly StoredInstance[];
}

/** A state file as terraform stores it, format 4. */
export interface StoredState {
  readonly version: 4;
  readonly resources: readonly StoredResource[];
}

const isStep = (value: unknown): boolean => isObject(value) && isText(value.type);

const isInstance = (value: unknown): value is StoredInstance =>
  isObject(value) &&
  isAbsentOr(value.index_key, (key) => isText(key) || typeof key === "number") &&
  isAbsentOr(value.attributes, (attributes) => attributes === null || isObject(attributes)) &&
  isAbsentOr(value.sensitive_attributes, (paths) => isListOf(paths, (path) => isListOf(path, isStep)));

/** What every resource is named by. */
export const isNamed = (value: Readonly<Record<string, unknown>>): boolean =>
  isText(value.mode) && isText(value.type) && isText(value.name);

const isStoredResource = (value: unknown): value is StoredResource =>
  isObject(value) &&
  isNamed(value) &&
  isAbsentOr(value.module, isText) &&
  isListOf(value.instances, isInstance);

/** Whether it is a state file, down to what is read of it: files come from anywhere. */
export const isStoredState = (value: unknown): value is StoredState =>
  isObject(value) && value.version === 4 && isListOf(value.resources, isStoredResource);

const isShownResource = (value: unknown): value is ResourceJson =>
  isObject(value) &&
  isNamed(value) &&
  isText(value.address) &&
  isAbsentOr(value.values, isObject) &&
  isAbsentOr(value.sensitive_values, isMarks);

const isModule = (value: unknown): value is ModuleJson =>
  isObject(value) &&
  isAbsentOr(value.resources, (resources) => isListOf(resources, isShownResource)) &&
  isAbsentOr(value.child_modules, (modules) => isListOf(modules, isModule));

/** The `values` of a state, which a plan has in its `prior_state`. */
export const isShownValues = (value: unknown): boolean =>
  isObject(value) && isAbsentOr(value.root_module, isModule);

/** Whether it is what `terraform show -json` prints of a state, down to what is read of it. */
export const isShownState = (value: unknown): value is StateJson =>
  isObject(value) &&
  isText(value.format_version) &&
  isText(value.terraform_version) &&
  !("resource_changes" in value) &&
  !("provider_schemas" in value) &&
  isAbsentOr(value.values, isShownValues);
