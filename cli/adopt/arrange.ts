import type { Adopted, ResourceType } from "./adopted";
import { type Fields, leaves, type Reference, type Secret } from "./expression";

/** What is declared before what, as far as references leave it open. */
const ranks: readonly ResourceType[] = [
  "prefect_variable",
  "prefect_global_concurrency_limit",
  "prefect_task_run_concurrency_limit",
  "prefect_saved_search",
  "prefect_block_type",
  "prefect_block_schema",
  "prefect_block",
  "prefect_default_result_storage",
  "prefect_work_pool",
  "prefect_work_queue",
  "data.prefect_flow",
  "prefect_flow",
  "prefect_deployment",
  "prefect_automation",
];

/** Everything that an object's fields refer to, and the secrets in them. */
export const leavesOf = (fields: Fields): readonly (Reference | Secret)[] =>
  fields.flatMap(([, value]) => [...leaves(value)]);

export const referencesOf = ({ fields }: Adopted): readonly Reference[] =>
  leavesOf(fields).filter((leaf) => leaf.is === "reference");

/**
 * The objects in an order in which each comes after those that it refers to. Where some refer to each other in a
 * circle, one of them comes before what it refers to, and its reference has to be written as what it stands for.
 */
export function arrange(all: readonly Adopted[]): readonly Adopted[] {
  const sorted = [...all].sort(
    (a, b) => ranks.indexOf(a.type) - ranks.indexOf(b.type) || compareNames(a, b) || (a.id < b.id ? -1 : 1),
  );
  const byId = new Map(sorted.map((one) => [one.id, one]));
  const placed = new Set<Adopted>();
  const visiting = new Set<Adopted>();
  const ordered: Adopted[] = [];
  const visit = (one: Adopted): void => {
    if (placed.has(one) || visiting.has(one)) return;
    visiting.add(one);
    for (const { to } of referencesOf(one)) {
      const other = byId.get(to);
      if (other !== undefined) visit(other);
    }
    placed.add(one);
    ordered.push(one);
  };
  for (const one of sorted) visit(one);
  return ordered;
}

const numerically = new Intl.Collator("en", { numeric: true });

const compareNames = (a: Adopted, b: Adopted): number =>
  numerically.compare(a.names.join("\n"), b.names.join("\n"));
