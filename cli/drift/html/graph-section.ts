import { html, type Markup } from "../../report/html/markup";
import type { Section } from "../../report/html/section";
import { counted, countedKind, nameText } from "../../report/html/words";
import type { Finding, Graph, GraphEdge, GraphNode, Kind } from "../report";
import { type Box, collapse } from "./graph-collapse";
import { columnOf, orderOf } from "./graph-columns";
import { picture } from "./picture";
import { anchorOf, badge, categories } from "./words";

/** Of objects without drift more are not named in one list. */
const mostNamed = 500;

/** The part of the page that tells what was found about a node. */
function anchors(findings: readonly Finding[]): (node: GraphNode) => string | undefined {
  const byAddress = new Map<string, string>();
  const byId = new Map<string, string>();
  findings.forEach((finding, index) => {
    const address = JSON.stringify([finding.stack, finding.address]);
    if (!byAddress.has(address)) byAddress.set(address, anchorOf(index));
    if (finding.category === "unmanaged" && finding.id !== null) {
      byId.set(JSON.stringify([finding.kind, finding.id]), anchorOf(index));
    }
  });
  return ({ stack, address, kind, id, categories: found }) =>
    found.length === 0
      ? undefined
      : ((address === null ? undefined : byAddress.get(JSON.stringify([stack, address]))) ??
        byId.get(JSON.stringify([kind, id])));
}

const inverse: Readonly<Record<GraphEdge["relation"], string>> = {
  runs: "is run by",
  on: "has",
  queue: "has",
  of: "has queue",
  "acts on": "is acted on by",
  watches: "is watched by",
};

/** The picture in words: every object, and what it hangs together with. */
function inWords({ nodes, edges }: Graph, anchor: (node: GraphNode) => string | undefined): Markup {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const told = new Map<string, Map<string, string[]>>();
  const tell = (key: string, relation: string, other: string): void => {
    const relations = told.get(key) ?? new Map<string, string[]>();
    relations.set(relation, [...(relations.get(relation) ?? []), byKey.get(other)?.name ?? ""]);
    told.set(key, relations);
  };
  for (const { from, to, relation } of edges) {
    tell(from, relation === "queue" ? "on queue" : relation, to);
    if (relation === "acts on" || relation === "watches") tell(to, inverse[relation], from);
  }
  const item = (node: GraphNode): Markup => {
    const target = anchor(node);
    const name =
      target === undefined ? nameText(node.name) : html`<a href="#${target}">${nameText(node.name)}</a>`;
    const relations = [...(told.get(node.key) ?? [])].map(
      ([relation, names], index) =>
        html`${index === 0 ? ": " : "; "}${relation} ${names.slice(0, 8).map((one, place) => html`${place === 0 ? "" : ", "}${nameText(one)}`)}${names.length > 8 ? ` and ${names.length - 8} more` : null}`,
    );
    return html`<li>${name}${node.categories.map((category) => html` ${badge(category)}`)}${relations}</li>\n`;
  };
  const kinds = [...new Set(nodes.map(({ kind }) => kind))].sort(
    (one, other) => columnOf(one) - columnOf(other) || orderOf(one) - orderOf(other),
  );
  const list = (kind: Kind): Markup => {
    const ofKind = nodes.filter((node) => node.kind === kind);
    const first = [
      ...ofKind.filter((node) => node.categories.length > 0),
      ...ofKind.filter((node) => node.categories.length === 0),
    ].slice(0, Math.max(mostNamed, ofKind.filter((node) => node.categories.length > 0).length));
    return html`<h3>${countedKind(ofKind.length, kind)}</h3>
<ul class="words">${first.map(item)}${first.length < ofKind.length ? html`<li>and ${ofKind.length - first.length} more without drift</li>` : null}</ul>
`;
  };
  return html`<details class="plain"><summary>The picture in words</summary><div class="inside">${kinds.map(list)}</div></details>
`;
}

/** Null where the report has no graph, or an empty one. */
export function graphSection(graph: Graph | undefined, findings: readonly Finding[]): Section | null {
  if (graph === undefined || graph.nodes.length === 0) return null;
  const collapsed = collapse(graph);
  const anchor = anchors(findings);
  const target = (box: Box): string | undefined => {
    const [first] = box.members;
    return first === undefined ? undefined : anchor(first);
  };
  const found = categories.filter((category) =>
    graph.nodes.some((node) => node.categories.includes(category)),
  );
  const kinds = [...new Set(collapsed.rest.map(({ kind }) => kind))].map((kind) =>
    countedKind(collapsed.rest.filter((node) => node.kind === kind).length, kind),
  );
  return {
    id: "picture",
    title: "What hangs together",
    count: null,
    content: html`<div class="card">
<p class="legend">${found.length === 0 ? "Nothing here has drifted." : found.map((category) => html`${badge(category)} `)}<span>A box leads to what was found. A dashed line: an automation watches.</span></p>
${picture(collapsed, target)}
${kinds.length === 0 ? null : html`<p class="faint">Not drawn, since no drift touches ${counted(collapsed.rest.length, "it", "them")}: ${kinds.join(", ")}.</p>`}
${inWords(graph, anchor)}</div>`,
  };
}
