import type { Marks } from "../report/value";
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

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === "string";

const isListOf = (value: unknown, isOne: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);

const isAbsentOr = (value: unknown, isIt: (value: unknown) => boolean): boolean =>
  value === undefined || isIt(value);

const isStep = (value: unknown): boolean => isObject(value) && isText(value.type);

const isInstance = (value: unknown): value is StoredInstance =>
  isObject(value) &&
  isAbsentOr(value.index_key, (key) => isText(key) || typeof key === "number") &&
  isAbsentOr(value.attributes, (attributes) => attributes === null || isObject(attributes)) &&
  isAbsentOr(value.sensitive_attributes, (paths) => isListOf(paths, (path) => isListOf(path, isStep)));

const isNamed = (value: Fields): boolean => isText(value.mode) && isText(value.type) && isText(value.name);

const isStoredResource = (value: unknown): value is StoredResource =>
  isObject(value) &&
  isNamed(value) &&
  isAbsentOr(value.module, isText) &&
  isListOf(value.instances, isInstance);

/** Whether it is a state file, down to what is read of it: files come from anywhere. */
export const isStoredState = (value: unknown): value is StoredState =>
  isObject(value) && value.version === 4 && isListOf(value.resources, isStoredResource);

const isMarks = (value: unknown): value is Marks =>
  typeof value === "boolean" ||
  isListOf(value, isMarks) ||
  (isObject(value) && isListOf(Object.values(value), isMarks));

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

/** Whether it is what `terraform show -json` prints of a state, down to what is read of it. */
export const isShownState = (value: unknown): value is StateJson =>
  isObject(value) &&
  isText(value.format_version) &&
  isText(value.terraform_version) &&
  !("resource_changes" in value) &&
  !("provider_schemas" in value) &&
  isAbsentOr(value.values, (values) => isObject(values) && isAbsentOr(values.root_module, isModule));
