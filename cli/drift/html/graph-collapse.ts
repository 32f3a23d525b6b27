import type { Category, Graph, GraphEdge, GraphNode, Kind } from "../report";

/** One box of the picture: an object, or several that are alike. */
export interface Box {
  readonly key: string;
  readonly kind: Kind;
  readonly members: readonly GraphNode[];
  readonly categories: readonly Category[];
}

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly relations: readonly GraphEdge["relation"][];
  /** Whether an end of it has drifted. */
  readonly marked: boolean;
}

export interface Collapsed {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** Objects that are not shown, since neither they nor what they hang together with have drifted. */
  readonly rest: readonly GraphNode[];
}

/** Up to so many objects each has a box of its own. */
const mostAlone = 24;
/** More boxes than this are no picture any more. */
const mostBoxes = 48;
/** Of a kind that has no more than this, each keeps its own box as long as possible. */
const fewOfKind = 6;
/** Fewer that are alike are shown one by one. */
const fewestAlike = 3;

type ClassOf = (node: GraphNode) => string;

const isMarked = ({ categories }: GraphNode): boolean => categories.length > 0;

const look = ({ kind, categories }: GraphNode): string => JSON.stringify([kind, categories]);

function neighboursIn({ nodes, edges }: Graph): (node: GraphNode) => readonly GraphNode[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const neighbours = new Map<string, GraphNode[]>(nodes.map(({ key }) => [key, []]));
  for (const { from, to } of edges) {
    const [one, other] = [byKey.get(from), byKey.get(to)];
    if (one === undefined || other === undefined) continue;
    neighbours.get(from)?.push(other);
    neighbours.get(to)?.push(one);
  }
  return ({ key }) => neighbours.get(key) ?? [];
}

function quotient({ nodes, edges }: Graph, shown: ReadonlySet<string>, classOf: ClassOf): Collapsed {
  const classes = new Map<string, GraphNode[]>();
  for (const node of nodes.filter(({ key }) => shown.has(key))) {
    const name = classOf(node);
    classes.set(name, [...(classes.get(name) ?? []), node]);
  }
  const boxes: Box[] = [...classes.values()]
    .flatMap((members) => (members.length < fewestAlike ? members.map((node) => [node]) : [members]))
    .flatMap((members) => {
      const [first] = members;
      return first === undefined
        ? []
        : [{ key: first.key, kind: first.kind, members, categories: first.categories }];
    });
  const boxOf = new Map(boxes.flatMap((box) => box.members.map(({ key }) => [key, box] as const)));
  const links = new Map<string, Link>();
  for (const { from, to, relation } of edges) {
    const [one, other] = [boxOf.get(from), boxOf.get(to)];
    if (one === undefined || other === undefined || one === other) continue;
    const name = JSON.stringify([one.key, other.key]);
    const relations = new Set([...(links.get(name)?.relations ?? []), relation]);
    const marked = one.categories.length + other.categories.length > 0;
    links.set(name, { from: one.key, to: other.key, relations: [...relations].sort(), marked });
  }
  return {
    boxes,
    links: [...links.values()],
    rest: nodes.filter(({ key }) => !shown.has(key)),
  };
}

/**
 * As much of a graph as one can look at. What has drifted and what it hangs together with stays; objects that are alike
 * share a box, the more the more there are.
 */
export function collapse(graph: Graph): Collapsed {
  const { nodes } = graph;
  const all = new Set(nodes.map(({ key }) => key));
  if (nodes.length <= mostAlone) return quotient(graph, all, ({ key }) => key);

  const neighbours = neighboursIn(graph);
  const marked = nodes.filter(isMarked);
  const shown =
    marked.length === 0 ? all : new Set([...marked, ...marked.flatMap(neighbours)].map(({ key }) => key));
  const ofKind = new Map<Kind, number>();
  for (const { kind, key } of nodes) if (shown.has(key)) ofKind.set(kind, (ofKind.get(kind) ?? 0) + 1);
  const identity = (node: GraphNode): string =>
    (ofKind.get(node.kind) ?? 0) <= fewOfKind ? node.key : look(node);
  const around = (node: GraphNode, names: ClassOf): string =>
    JSON.stringify([
      identity(node),
      [
        ...new Set(
          neighbours(node)
            .filter(({ key }) => shown.has(key))
            .map(names),
        ),
      ].sort(),
    ]);

  const ways: readonly ClassOf[] = [
    (node) => (isMarked(node) ? node.key : around(node, (other) => (isMarked(other) ? other.key : ""))),
    (node) => around(node, identity),
    identity,
  ];
  for (const way of ways) {
    const collapsed = quotient(graph, shown, way);
    if (collapsed.boxes.length <= mostBoxes) return collapsed;
  }
  return quotient(graph, shown, look);
}
