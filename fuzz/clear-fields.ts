import type { Attributes, Configured } from "./configurations";
import type { Blocks } from "./random-configuration";

/** Where a field is: `["schedules", 0, "timezone"]`. */
type Path = readonly (string | number)[];

/** What cannot be left out where it is given: identity, references, and what says which kind of thing it is. */
const kept: Readonly<Record<string, readonly string[]>> = {
  prefect_flow: ["name", "force_destroy"],
  prefect_work_pool: ["name", "type"],
  prefect_work_queue: ["name", "work_pool_name"],
  prefect_variable: ["name"],
  prefect_global_concurrency_limit: ["name", "limit"],
  prefect_task_run_concurrency_limit: ["tag", "concurrency_limit"],
  prefect_saved_search: ["name", "filters.*"],
  prefect_block_type: ["name", "slug"],
  prefect_block: ["name", "type_slug"],
  prefect_deployment: [
    "name",
    "flow_id",
    ...["type", "repository", "script"].map((name) => `pull_steps.${name}`),
    ...["slug", "cron", "interval", "rrule"].map((name) => `schedules.${name}`),
    "concurrency_options.collision_strategy",
  ],
  prefect_deployment_schedule: ["deployment_id", "slug", "cron", "interval", "rrule"],
  prefect_automation: ["name", "trigger", "trigger_json"],
};

/** Within a trigger or an action. */
const keptInAutomation =
  /^(trigger\b.*\.(posture|expect|require|triggers|event|compound|sequence)|actions\w*\.(type|source|\w+_id|state|body))$/;

/** What is nothing without another field, and goes with it. */
const dependents: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  prefect_deployment: {
    work_pool_name: ["work_queue_name", "job_variables"],
    concurrency_limit: ["concurrency_options"],
  },
};

/** Fields that have fields; the keys of all others are the user's. */
const nested =
  /^(schedules|pull_steps|trigger|triggers|event|compound|sequence|actions\w*|filters|concurrency_options)$/;

const isObject = (value: Configured | undefined): value is Attributes =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isList = (value: Configured | undefined): value is readonly Configured[] => Array.isArray(value);

function isKept(type: string, path: Path): boolean {
  const names = path.filter((step) => typeof step === "string");
  const text = names.join(".");
  if (type === "prefect_automation" && keptInAutomation.test(text)) return true;
  return (kept[type] ?? []).some(
    (one) => one === text || (one.endsWith(".*") && text.startsWith(one.slice(0, -1))),
  );
}

/** Does this kind of thing need what another kind can do without? */
const isNeeded = (name: string, { type, type_slug }: Attributes): boolean =>
  (name === "directory" && type === "set_working_directory") ||
  (name === "data" && typeof type_slug === "string" && /webhook/.test(type_slug));

function pathsIn(type: string, value: Configured | undefined, path: Path): Path[] {
  if (isList(value)) return value.flatMap((one, index) => pathsIn(type, one, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const here = [...path, name];
    const own = isKept(type, here) || isNeeded(name, value) ? [] : [here];
    return nested.test(name) ? [...own, ...pathsIn(type, one, here)] : own;
  });
}

/** Every field of a resource that may be left out, nested ones too. */
export const fieldsToClear = (type: string, attributes: Attributes): readonly Path[] =>
  pathsIn(type, attributes, []);

function without(value: Configured, [step, ...rest]: Path): Configured {
  if (step === undefined) return value;
  if (isList(value)) return value.map((one, index) => (index === step ? without(one, rest) : one));
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([name]) => name !== step)
      : entries.map(([name, one]) => [name, name === step ? without(one, rest) : one]),
  );
}

function withoutField(type: string, attributes: Attributes, path: Path): Attributes {
  const paths = [path, ...(dependents[type]?.[path.join(".")] ?? []).map((name) => [name])];
  const left = paths.reduce<Configured>(without, attributes);
  return isObject(left) ? left : attributes;
}

const eachResource = (
  resource: Blocks,
  change: (type: string, attributes: Attributes, index: number) => Attributes,
): Blocks => {
  let index = 0;
  return Object.fromEntries(
    Object.entries(resource).map(([type, blocks]) => [
      type,
      Object.fromEntries(
        Object.entries(blocks).map(([label, attributes]) => [label, change(type, attributes, index++)]),
      ),
    ]),
  );
};

/** The resources with every field left out that may be. */
export const allCleared = (resource: Blocks): Blocks =>
  eachResource(resource, (type, attributes) =>
    Object.fromEntries(
      Object.entries(attributes).filter(([name]) => isKept(type, [name]) || isNeeded(name, attributes)),
    ),
  );

/**
 * The resources over and over, each without one of its fields, another one each time, until every field of each was left out by itself.
 */
export function eachCleared(resource: Blocks): readonly Blocks[] {
  const most = Object.entries(resource)
    .flatMap(([type, blocks]) => Object.values(blocks).map((one) => fieldsToClear(type, one).length))
    .reduce((one, other) => Math.max(one, other), 0);
  return Array.from({ length: most }, (_, round) =>
    eachResource(resource, (type, attributes, index) => {
      const fields = fieldsToClear(type, attributes);
      const field = fields[(round + index) % Math.max(fields.length, 1)];
      return field === undefined ? attributes : withoutField(type, attributes, field);
    }),
  );
}
