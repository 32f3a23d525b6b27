import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { JsonValue } from "../../client";
import { allMarks } from "../report/marks";
import { Trouble } from "../report/trouble";
import type { Marks } from "../report/value";
import { type ModuleJson, prefectResources, type ResourceJson, type Values } from "./plan-json";
import { visible, withSensitive } from "./sensitive";
import { isShownState, isStoredState, type PathStep, type StoredState } from "./state-shape";

/** An object that a state knows. */
export interface KnownObject {
  readonly type: string;
  readonly address: string;
  /** Null for the few resources that have none. */
  readonly id: string | null;
  /** Without what is sensitive. */
  readonly values: Values;
  /** Attributes of which something is sensitive; not for showing. */
  readonly hidden: ReadonlyMap<string, JsonValue>;
}

/** Whether the code of a deployment says itself which schedules it has. */
export const hasInlineSchedules = ({ type, values, hidden }: KnownObject): boolean =>
  type === "prefect_deployment" && Array.isArray(values.schedules ?? hidden.get("schedules"));

const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === "string" ? value : null;

/** The attributes by which objects are named and belong together; the rest of a large state need not stay in memory. */
const keptAttributes = [
  "id",
  "name",
  "slug",
  "tag",
  "flow_id",
  "deployment_id",
  "work_pool_name",
  "work_queue_name",
  "type_slug",
  "paused",
  "schedules",
  "active",
  "cron",
  "day_or",
  "interval",
  "anchor_date",
  "rrule",
  "timezone",
];

function knownObject({ type, address, values = {}, sensitive_values: marks }: ResourceJson): KnownObject {
  const kept = keptAttributes.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    type,
    address,
    id: textOrNull(values.id),
    ...visible(Object.fromEntries(kept), withSensitive(type, marks)),
  };
}

export const knownIn = (module: ModuleJson | undefined): readonly KnownObject[] =>
  [...prefectResources(module)].map(knownObject);

/** The attributes that paths lead into. */
const marksOf = (paths: readonly (readonly PathStep[])[]): Marks =>
  allMarks(paths.map(([step]) => (typeof step?.value === "string" ? { [step.value]: true } : true)));

const storedModule = ({ resources }: StoredState): ModuleJson => ({
  resources: resources.flatMap(({ module, mode, type, name, instances }) =>
    instances.map(({ index_key: key, attributes, sensitive_attributes: paths = [] }): ResourceJson => {
      const own = `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`;
      return {
        mode,
        type,
        name,
        address: module === undefined ? own : `${module}.${own}`,
        values: attributes ?? {},
        sensitive_values: marksOf(paths),
      };
    }),
  ),
});

/** What the text of a state holds; undefined: it is something else. */
function moduleIn(text: string): ModuleJson | undefined {
  try {
    const state: unknown = JSON.parse(text);
    if (isStoredState(state)) return storedModule(state);
    return isShownState(state) ? (state.values?.root_module ?? {}) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The objects in the text of a state: a state file (format 4), or what `terraform show -json` prints of one.
 * @returns undefined when it is something else
 */
export function objectsInState(text: string): readonly KnownObject[] | undefined {
  if (text.trim() === "") return [];
  const module = moduleIn(text);
  return module && knownIn(module);
}

export interface StateFile {
  /** Relative to the current folder. */
  readonly source: string;
  readonly objects: readonly KnownObject[];
}

function filesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tfstate|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(path, file).split(sep).includes("node_modules"))
    .sort();
}

/**
 * What `--state FILE|DIR` names: a file that must be a state, or every state below a folder.
 * @throws Trouble
 */
export function readStateFiles(path: string, cwd: string): readonly StateFile[] {
  const step = `reading --state ${path}`;
  const read = (file: string) => ({
    source: relative(cwd, file) || file,
    objects: objectsInState(readFileSync(file, "utf8")),
  });
  try {
    if (!statSync(path).isDirectory()) {
      const { source, objects } = read(path);
      if (objects === undefined) {
        throw new Trouble(
          step,
          `${source} is no state: give a state file of Terraform 0.12 or newer (version 4), or the output of \`terraform show -json\`.`,
        );
      }
      return [{ source, objects }];
    }
    const found = filesIn(path).flatMap((file) => {
      const { source, objects } = read(file);
      return objects === undefined ? [] : [{ source, objects }];
    });
    if (found.length > 0) return found;
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new Trouble(step, error.code === "ENOENT" ? `${path} does not exist.` : error.message);
  }
  throw new Trouble(step, `There is no state (*.tfstate, *.json) in ${path}.`);
}
