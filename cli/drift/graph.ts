import type { Automation, JsonValue } from "../../client";
import type { Listing } from "../server-objects/listing";
import type { Drifted } from "./judge";
import { type Known, objectName } from "./object-name";
import { ownersById, type Scene } from "./owners";
import { queueOfDeployment } from "./queue-of-deployment";
import type { Category, Finding, Graph, GraphEdge, GraphNode, Kind } from "./report";
import { poolsOf } from "./unmanaged";

/** Kinds that the graph has. */
const kinds: readonly Kind[] = ["flow", "deployment", "work_pool", "work_queue", "automation"];

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const text = (value: JsonValue | undefined): string | null => (typeof value === "string" ? value : null);

/** The ids of whatever a part of an automation names. */
const idsIn = (part: unknown): readonly string[] => [...new Set(JSON.stringify(part ?? null).match(ids))];

class Builder {
  readonly nodes = new Map<string, GraphNode>();
  readonly edges = new Map<string, GraphEdge>();
  /** Key of the node by the server's id, also of one that is gone. */
  readonly keys = new Map<string, string>();
  /** Key of the pool by server and name. */
  readonly pools = new Map<string, string>();
  readonly categories = new Map<string, Set<Category>>();

  constructor(findings: readonly Finding[]) {
    for (const { category, kind, id, stack, address } of findings) {
      const key = category === "unmanaged" ? `${kind}:${id}` : JSON.stringify([stack, address]);
      this.categories.set(key, (this.categories.get(key) ?? new Set()).add(category));
    }
  }

  node(given: Omit<GraphNode, "categories">): void {
    const { key, stack, address } = given;
    const found = this.categories.get(address === null ? key : JSON.stringify([stack, address])) ?? [];
    this.nodes.set(key, { ...given, categories: [...found] });
  }

  edge(from: string, relation: GraphEdge["relation"], to: string | undefined): void {
    if (to === undefined || to === from || !this.nodes.has(from) || !this.nodes.has(to)) return;
    this.edges.set(JSON.stringify([from, relation, to]), { from, to, relation });
  }

  /** What an automation's parts name, in the server's form or in a state's. */
  automationEdges(key: string, acts: unknown, watches: unknown): void {
    for (const id of idsIn(acts)) this.edge(key, "acts on", this.keys.get(id));
    for (const id of idsIn(watches)) this.edge(key, "watches", this.keys.get(id));
  }
}

const poolKey = (server: string, name: string): string => JSON.stringify([server, name]);

interface Row {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
}

/** Default queues are as good as their pools, and are told only where there is something to tell about them. */
function rowsOf(listing: Listing, names: Known, isTold: (id: string) => boolean): readonly Row[] {
  const defaults = new Set(listing.work_pool.flatMap(({ default_queue_id: id }) => id ?? []));
  const pools = new Map(poolsOf(listing).map(({ id, name }) => [id, name]));
  return [
    ...listing.flow.map(({ id, name }) => ({ kind: "flow", id, name })),
    ...listing.deployment.map(({ id, name }) => ({
      kind: "deployment",
      id,
      name: names.deployment.get(id) ?? name,
    })),
    ...poolsOf(listing).map(({ id, name }) => ({ kind: "work_pool", id, name })),
    ...listing.work_queue
      .filter(({ id }) => !defaults.has(id) || isTold(id))
      .map(({ id, name, work_pool_name, work_pool_id }) => {
        const pool = work_pool_name ?? pools.get(work_pool_id ?? "");
        return { kind: "work_queue", id, name: pool === undefined ? name : `${pool}/${name}` };
      }),
    ...listing.automation.map(({ id, name }) => ({ kind: "automation", id, name })),
  ];
}

const kindOf = (type: string): Kind => type.replace("prefect_", "");

/** Which flows, deployments, pools, queues and automations hang together, with what was found about each. */
export function graphOf(scene: Scene, findings: readonly Finding[], names: Known): Graph {
  const builder = new Builder(findings);
  const owners = ownersById(scene);

  for (const { address: server, listing } of scene.servers) {
    for (const { kind, id, name } of rowsOf(listing, names, (queue) => owners.has(queue))) {
      const key = `${kind}:${id}`;
      builder.keys.set(id, key);
      if (kind === "work_pool") builder.pools.set(poolKey(server, name), key);
      const { address = null, stack = null } = owners.get(id) ?? {};
      builder.node({ key, kind, name, id, address, stack });
    }
  }
  /** What is gone, or not there yet: known by what state or plan says of it. */
  const absent: {
    readonly key: string;
    readonly server: string;
    readonly about: Pick<Drifted, "type" | "values">;
  }[] = [];
  for (const { name: stack, server = "", drift, creations } of scene.stacks) {
    const gone = drift.filter(({ after }) => after === undefined);
    const goneAddresses = new Set(gone.map(({ address }) => address));
    for (const about of [...gone, ...creations.filter(({ address }) => !goneAddresses.has(address))]) {
      const { type, address, values } = about;
      const kind = kindOf(type);
      if (!kinds.includes(kind)) continue;
      const key = `${kind}:${JSON.stringify([stack, address])}`;
      const id = text(values.id);
      if (id !== null) builder.keys.set(id, key);
      if (kind === "work_pool") builder.pools.set(poolKey(server, text(values.name) ?? ""), key);
      builder.node({ key, kind, name: objectName(type, address, values, names), id: null, address, stack });
      absent.push({ key, server, about });
    }
  }

  const byId = (id: string | null | undefined): string | undefined => builder.keys.get(id ?? "");
  for (const { address: server, listing } of scene.servers) {
    const queueOf = queueOfDeployment(listing);
    for (const row of listing.deployment) {
      const key = `deployment:${row.id}`;
      builder.edge(key, "runs", byId(row.flow_id));
      builder.edge(key, "on", builder.pools.get(poolKey(server, row.work_pool_name ?? "")));
      builder.edge(key, "queue", byId(queueOf(row)));
    }
    for (const row of listing.work_queue) builder.edge(`work_queue:${row.id}`, "of", byId(row.work_pool_id));
    for (const row of listing.automation) {
      const actions: readonly unknown[] = automationActions(row);
      builder.automationEdges(`automation:${row.id}`, actions, row.trigger);
    }
  }
  for (const { key, server, about } of absent) {
    const { type, values } = about;
    const pool = builder.pools.get(poolKey(server, text(values.work_pool_name) ?? ""));
    if (type === "prefect_deployment") {
      builder.edge(key, "runs", byId(text(values.flow_id)));
      builder.edge(key, "on", pool);
    }
    if (type === "prefect_work_queue") builder.edge(key, "of", pool);
    if (type === "prefect_automation") {
      const { actions, actions_on_trigger, actions_on_resolve, trigger } = values;
      builder.automationEdges(key, [actions, actions_on_trigger, actions_on_resolve], trigger);
    }
  }

  return {
    nodes: [...builder.nodes.values()].sort(
      (one, other) =>
        compare(one.kind, other.kind) || compare(one.name, other.name) || compare(one.key, other.key),
    ),
    edges: [...builder.edges.values()].sort(
      (one, other) =>
        compare(one.from, other.from) || compare(one.relation, other.relation) || compare(one.to, other.to),
    ),
  };
}

const automationActions = (row: Automation): readonly unknown[] => [
  row.actions,
  row.actions_on_trigger,
  row.actions_on_resolve,
];
