import type { JsonValue } from "../../client";
import { type Only, selectionsOf } from "../adopt/selection";
import { differences, memberPath } from "../report/differences";
import type { Marks } from "../report/value";
import { isRecord, type JsonObject } from "../server-objects/records";
import { isHidden, marksOfVariable, secretMarks } from "../server-objects/secret-marks";
import type { ServerObjects } from "../server-objects/server-objects";
import type { Comparable } from "./comparable/comparable";
import { comparablesOf } from "./comparable/comparables";
import { alignSchedules } from "./comparable/schedule";
import { lonely, type Pair, pair } from "./pairs";
import type { Category, Different, Finding, Kind, NotCompared } from "./report";

/** What comes of holding two servers against each other. */
export interface Comparison {
  readonly findings: readonly Finding[];
  readonly notCompared: readonly NotCompared[];
  /** How many objects both have. */
  readonly compared: number;
  /** How many objects of each kind the servers have. */
  readonly listed: { readonly from: Counts; readonly to: Counts };
}

type Counts = Readonly<Record<Kind, number>>;

const order: readonly Category[] = ["different", "only_in_from", "only_in_to"];

/** Kinds in the order of a report: what others are made of comes last. */
const kinds: readonly Kind[] = [
  "flow",
  "deployment",
  "work_pool",
  "work_queue",
  "automation",
  "variable",
  "block",
  "block_type",
  "block_schema",
  "global_concurrency_limit",
  "task_run_concurrency_limit",
  "saved_search",
  "default_result_storage",
];

/**
 * What differs between two servers.
 * @param only what is asked for, on either of them; empty: everything
 * @throws Error of an `only` that names nothing on either
 */
export function compareServers(from: ServerObjects, to: ServerObjects, only: readonly Only[]): Comparison {
  const [left, right] = [comparablesOf(from), comparablesOf(to)];
  const [ofFrom = () => true, ofTo = () => true] = selectionsOf([from, to], only);
  const all = pair(left, right);
  const pairs = all.filter(
    (each) =>
      (each.from !== undefined && ofFrom(each.from.id)) || (each.to !== undefined && ofTo(each.to.id)),
  );
  const isLonely = lonely(all);
  const both = pairs.flatMap(({ from: one, to: other, ...names }) =>
    one === undefined || other === undefined ? [] : [{ ...names, from: one, to: other }],
  );
  const findings = [
    ...both.flatMap(different),
    ...pairs.flatMap((each): readonly Finding[] => {
      const { kind, name, from: one, to: other } = each;
      const alone = one ?? other;
      if (alone === undefined || (one !== undefined && other !== undefined)) return [];
      if (alone.isOwn === true || (alone.partOf !== undefined && isLonely(alone.partOf))) return [];
      return [
        {
          category: one === undefined ? "only_in_to" : "only_in_from",
          kind,
          name,
          fromId: one?.id ?? null,
          toId: other?.id ?? null,
        },
      ];
    }),
  ];
  return {
    findings: findings.sort(
      (a, b) =>
        order.indexOf(a.category) - order.indexOf(b.category) ||
        kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
        (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    ),
    notCompared: both.flatMap(({ kind, name, from: one, to: other }) =>
      hiddenPaths(one.values, other.values, "").map((path) => ({ kind, name, path })),
    ),
    compared: both.length,
    listed: { from: counts(left), to: counts(right) },
  };
}

function counts(objects: readonly Comparable[]): Counts {
  const byKind = new Map<string, number>();
  for (const { kind } of objects) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  return Object.fromEntries(
    kinds.flatMap((kind) => (byKind.has(kind) ? [[kind, byKind.get(kind) ?? 0]] : [])),
  );
}

type Both = Pair & { readonly from: Comparable; readonly to: Comparable };

function different({ kind, name, from, to }: Both): readonly Different[] {
  const [before, after] = aligned(from, to);
  const found = differences(
    { value: before, sensitive: marksOf(from, before) },
    { value: after, sensitive: marksOf(to, after) },
    "plain",
  );
  return found.length === 0
    ? []
    : [{ category: "different", kind, name, fromId: from.id, toId: to.id, differences: found }];
}

/** A variable's own name tells whether its value is a secret. */
const marksOf = ({ kind, name }: Comparable, values: JsonObject): Marks =>
  kind === "variable" ? marksOfVariable(name, values) : secretMarks({ ...values });

const listOf = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

/** The values of both, with the schedules by a key that both have. */
function aligned(from: Comparable, to: Comparable): readonly [JsonObject, JsonObject] {
  if (from.kind !== "deployment") return [from.values, to.values];
  const schedules = alignSchedules(listOf(from.values.schedules), listOf(to.values.schedules));
  return [
    { ...from.values, schedules: { ...schedules.from } },
    { ...to.values, schedules: { ...schedules.to } },
  ];
}

/** Where both hide a value, which may differ or not. */
function hiddenPaths(
  one: JsonValue | JsonObject | undefined,
  other: JsonValue | JsonObject | undefined,
  path: string,
): readonly string[] {
  if (typeof one === "string" && typeof other === "string") {
    return isHidden(one) && isHidden(other) && path !== "" ? [path] : [];
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.flatMap((each, index) => hiddenPaths(each, other[index], `${path}[${index}]`));
  }
  if (!isRecord(one) || !isRecord(other)) return [];
  return Object.entries(one).flatMap(([key, inner]) =>
    hiddenPaths(
      inner,
      Object.hasOwn(other, key) ? other[key] : undefined,
      path === "" ? key : memberPath(path, key),
    ),
  );
}
