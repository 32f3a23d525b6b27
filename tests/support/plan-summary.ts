import type { Plan, ResourceChange } from "./terraform-output";

/**
 * A plan's changes in a form that reads at a glance, by address: `update: tags updated?` says that `tags` gets a
 * known value and `updated` one that is known after apply only; `delete,create for name` is a replacement and why.
 */
export function summary(plan: Plan): Record<string, string> {
  return Object.fromEntries(plan.changes.map((change) => [change.address, spell(change)]));
}

function spell({ actions, changed, unknown, replacePaths }: ResourceChange): string {
  const action = actions.join();
  if (action === "update") {
    return `update: ${changed.map((name) => (unknown.includes(name) ? `${name}?` : name)).join(" ")}`;
  }
  return replacePaths.length === 0 ? action : `${action} for ${replacePaths.map(([name]) => name).join(" ")}`;
}
