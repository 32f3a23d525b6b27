import type { GraphNode } from "../report";

/** Columns of the picture from left to right. Edges within the outer ones bend around their outside. */
export const columnTitles = {
  wide: ["Flows, automations", "Deployments", "Work pools, queues"],
  narrow: ["Flows", "Deployments", "Pools"],
} as const;

const places: Readonly<Record<string, readonly [column: number, order: number]>> = {
  flow: [0, 0],
  automation: [0, 1],
  deployment: [1, 0],
  work_pool: [2, 0],
  work_queue: [2, 1],
};

export const columnOf = (kind: string): number => places[kind]?.[0] ?? 2;

/** Which kinds stand above which, within a column. */
export const orderOf = (kind: GraphNode["kind"]): number => places[kind]?.[1] ?? 2;
