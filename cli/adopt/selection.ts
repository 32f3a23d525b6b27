import type { ServerObjects } from "../server-objects/server-objects";

/** Does an object count? Asked with its id. */
export type Selection = (id: string) => boolean;

/** What `--only` can name, by the word before the colon. */
export const selectors = [
  "flows",
  "deployments",
  "work-pools",
  "work-queues",
  "variables",
  "blocks",
  "block-types",
  "automations",
  "limits",
  "saved-searches",
  "tag",
  "pool",
  "flow",
] as const;

type Selector = (typeof selectors)[number];

/** What one `--only` says: `deployments:nightly*`, `tag:etl`, or all of a kind: `variables`. */
export interface Only {
  /** As it was given. */
  readonly text: string;
  readonly selector: Selector;
  readonly matches: (name: string) => boolean;
}

/**
 * @param text `KIND[:NAME]`, where `*` in a name stands for any characters and `?` for one
 * @throws Error that names what is allowed
 */
export function parseOnly(text: string): Only {
  const colon = text.indexOf(":");
  const [word, pattern] = colon < 0 ? [text, "*"] : [text.slice(0, colon), text.slice(colon + 1)];
  const selector = selectors.find((each) => each === word);
  if (selector === undefined) {
    throw new Error(
      `--only ${text}: "${word}" is nothing that can be chosen by; give one of ${selectors.join(", ")}, and after a colon a name, as in deployments:nightly* or tag:etl.`,
    );
  }
  return { text, selector, matches: globMatcher(pattern) };
}

function globMatcher(pattern: string): (name: string) => boolean {
  const source = [...pattern].map((character) =>
    character === "*" ? ".*" : character === "?" ? "." : character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&"),
  );
  const expression = new RegExp(`^${source.join("")}$`, "su");
  return (name) => expression.test(name);
}

/**
 * What is chosen of a server: what any `only` names; without one, everything.
 *
 * @throws Error of one that names nothing
 */
export function selectionOf(server: ServerObjects, only: readonly Only[]): Selection {
  const [chosen] = selectionsOf([server], only);
  return chosen ?? (() => true);
}

/**
 * What is chosen of each of several servers.
 *
 * @throws Error of an `only` that names nothing on any of them
 */
export function selectionsOf(servers: readonly ServerObjects[], only: readonly Only[]): readonly Selection[] {
  if (only.length === 0) return servers.map(() => () => true);
  const chosen = servers.map(() => new Set<string>());
  for (const one of only) {
    const ids = servers.map((server) => [...idsOf(server, one)]);
    if (ids.every((each) => each.length === 0)) {
      const nobody = servers.length === 1 ? "the server has" : "the servers have";
      throw new Error(`--only ${one.text}: ${nobody} nothing that it names.`);
    }
    ids.forEach((each, index) => {
      for (const id of each) chosen[index]?.add(id);
    });
  }
  return chosen.map((ids) => (id) => ids.has(id));
}

function* idsOf(server: ServerObjects, { selector, matches }: Only): Generator<string> {
  const { flows, deployments, workPools, workQueues } = server;
  const flowNames = new Map(flows.map(({ id, name }) => [id, name]));
  const named = function* (rows: readonly { readonly id: string; readonly name?: string | null }[]) {
    for (const { id, name } of rows) if (matches(name ?? "")) yield id;
  };
  switch (selector) {
    case "flows":
      return yield* named(flows);
    case "work-queues":
      return yield* named(workQueues);
    case "variables":
      return yield* named(server.variables);
    case "automations":
      return yield* named(server.automations);
    case "saved-searches":
      return yield* named(server.savedSearches);
    case "deployments":
      for (const { id, name, flow_id } of deployments) {
        if (matches(name) || matches(`${flowNames.get(flow_id)}/${name}`)) yield id;
      }
      return;
    case "limits":
      yield* named(server.concurrencyLimits);
      for (const { id, tag } of server.taskRunLimits) if (matches(tag)) yield id;
      return;
    case "blocks":
      for (const { id, name, block_type } of server.blocks) {
        if (matches(name ?? "") || matches(`${block_type?.slug}/${name}`)) yield id;
      }
      return;
    case "block-types": {
      const types = server.blockTypes.filter(({ slug }) => matches(slug)).map(({ id }) => id);
      yield* types;
      for (const { id, block_type_id } of server.blockSchemas) {
        if (types.includes(block_type_id ?? "")) yield id;
      }
      return;
    }
    case "tag":
      for (const { id, tags } of [...flows, ...deployments, ...server.variables, ...server.automations]) {
        if (tags?.some(matches)) yield id;
      }
      return;
    case "flow":
      for (const { id, name } of flows) if (matches(name)) yield id;
      for (const { id, flow_id } of deployments) if (matches(flowNames.get(flow_id) ?? "")) yield id;
      return;
    case "work-pools":
    case "pool":
      for (const { id, name } of workPools) if (matches(name)) yield id;
      for (const { id, work_pool_name } of workQueues) if (matches(work_pool_name ?? "")) yield id;
      if (selector === "work-pools") return;
      for (const { id, work_pool_name } of deployments) if (matches(work_pool_name ?? "")) yield id;
  }
}
