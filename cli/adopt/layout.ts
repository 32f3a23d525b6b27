import type { Adopted, Place, ResourceType } from "./adopted";
import { arrange, referencesOf } from "./arrange";
import type { Reference } from "./expression";
import { chooseLabels, folded } from "./labels";
import { slugOf } from "./words";

/** An object with the name that code calls it by. */
export interface Named extends Adopted {
  /** `nightly-report` */
  readonly label: string;
}

/** An object that stands in code that was there before. */
export interface Known {
  readonly id: string;
  readonly type: ResourceType;
  /** Construct path in the stack, or label of the resource. */
  readonly label: string;
}

export interface SourceFile {
  /** Without its ending: `flows/etl`. */
  readonly path: string;
  readonly place: Place;
  readonly objects: readonly Named[];
}

export interface Layout {
  readonly files: readonly SourceFile[];
  /** What a reference is to; undefined: it has to be written as what it stands for. */
  resolve(reference: Reference, from: Named): Named | Known | undefined;
}

export interface LayoutOptions {
  readonly known: readonly Known[];
  /** Labels that are in use beside those of known objects, folded; where types have labels of their own, after the type and a dot. */
  readonly takenLabels: ReadonlySet<string>;
  /** Do only objects of one type need different labels? */
  readonly labelsByType: boolean;
  /** Is there a file of this path already? */
  readonly isTaken: (path: string) => boolean;
}

const kinds: Readonly<Record<ResourceType, string>> = {
  prefect_flow: "flow",
  "data.prefect_flow": "flow",
  prefect_deployment: "deployment",
  prefect_work_pool: "pool",
  prefect_work_queue: "queue",
  prefect_variable: "variable",
  prefect_block_type: "type",
  prefect_block_schema: "schema",
  prefect_block: "block",
  prefect_default_result_storage: "storage",
  prefect_automation: "automation",
  prefect_global_concurrency_limit: "limit",
  prefect_task_run_concurrency_limit: "limit",
  prefect_saved_search: "search",
};

/** In which order files come: what an earlier one has, a later one may refer to. */
const placeRanks: readonly Place["about"][] = [
  "variables",
  "limits",
  "saved-searches",
  "blocks",
  "work-pool",
  "other-flows",
  "flow",
  "automations",
];

const placeKey = (place: Place): string => ("id" in place ? `${place.about} ${place.id}` : place.about);

/** Gives each object a label and a file. */
export function layOut(adopted: readonly Adopted[], options: LayoutOptions): Layout {
  const ordered = placeAutomations(arrange(adopted));
  const labels = labelsOf(ordered, options);
  const named = ordered.map((one, index): Named => ({ ...one, label: labels[index] ?? "" }));
  const position = new Map(named.map((one, index) => [one.id, { one, index }]));
  const known = new Map(options.known.map((one) => [one.id, one]));
  return {
    files: filesOf(named, options.isTaken),
    resolve: ({ to }, from) => {
      const target = position.get(to);
      if (target === undefined) return known.get(to);
      return target.index < (position.get(from.id)?.index ?? 0) ? target.one : undefined;
    },
  };
}

function labelsOf(ordered: readonly Adopted[], { known, takenLabels, labelsByType }: LayoutOptions) {
  const wanted = ordered.map(({ names, type }) => ({ names, kind: kinds[type] }));
  if (!labelsByType) {
    return chooseLabels(wanted, new Set([...takenLabels, ...known.map(({ label }) => folded(label))]));
  }
  const labels: string[] = [];
  for (const type of new Set(ordered.map(({ type }) => type))) {
    const indexes = [...ordered.keys()].filter((index) => ordered[index]?.type === type);
    const own = indexes.flatMap((index) => wanted[index] ?? []);
    const taken = [...takenLabels].flatMap((label) =>
      label.startsWith(`${type}.`) ? [label.slice(type.length + 1)] : [],
    );
    const chosen = chooseLabels(own, new Set(taken), new Set());
    for (const [position, index] of indexes.entries()) labels[index] = chosen[position] ?? "";
  }
  return labels;
}

/** An automation stands with its deployment, unless it refers to what only other flows have. */
function placeAutomations(ordered: readonly Adopted[]): readonly Adopted[] {
  const places = new Map(ordered.map(({ id, place }) => [id, place]));
  return ordered.map((one) => {
    if (one.type !== "prefect_automation" || one.owner === undefined) return one;
    const isElsewhere = referencesOf(one).some(({ to }) => {
      const place = places.get(to);
      const isLater = place?.about === "flow" || place?.about === "automations";
      return isLater && placeKey(place) !== placeKey(one.place);
    });
    return isElsewhere || !places.has(one.owner) ? { ...one, place: { about: "automations" } } : one;
  });
}

function filesOf(named: readonly Named[], isTaken: (path: string) => boolean): readonly SourceFile[] {
  const byPlace = new Map<string, Named[]>();
  for (const one of named) {
    const key = placeKey(one.place);
    byPlace.set(key, [...(byPlace.get(key) ?? []), one]);
  }
  const groups = [...byPlace.values()].flatMap((objects) => {
    const [first] = objects;
    return first === undefined ? [] : [{ place: first.place, objects }];
  });
  groups.sort((a, b) => placeRanks.indexOf(a.place.about) - placeRanks.indexOf(b.place.about));
  const used = new Set<string>();
  return groups.map(({ place, objects }) => {
    const stem = pathOf(place);
    let path = stem;
    for (let number = 2; used.has(fileKey(path)) || isTaken(path); number += 1) path = `${stem}-${number}`;
    used.add(fileKey(path));
    return { path, place, objects };
  });
}

/** Two files whose paths differ only in this make one name in code. */
export const fileKey = (path: string): string =>
  folded(path.replace(/-(flow|pool)$/, "").replace(/^(flows|work-pools)\/(flow|pool)-/, "$1/"));

function pathOf(place: Place): string {
  if (place.about === "flow") return `flows/${slugOf(place.name) ?? slugOf(`flow ${place.name}`)}`;
  if (place.about === "work-pool") return `work-pools/${slugOf(place.name) ?? slugOf(`pool ${place.name}`)}`;
  return place.about === "limits" ? "concurrency-limits" : place.about;
}
