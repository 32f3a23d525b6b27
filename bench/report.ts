import { bareNode, type StartCost } from "./start";
import type { LifeCost, RunCost } from "./terraform-runs";

export interface Measurements {
  starts: ReadonlyMap<string, StartCost>;
  things: ReadonlyMap<string, LifeCost>;
  deployments: ReadonlyMap<string, LifeCost>;
}

export interface Limit {
  what: string;
  /** `undefined`: could not be measured here. */
  measured: number | undefined;
  atMost: number;
}

/** Names of the contenders in all tables. */
export const own = "this provider";
export const ownNoop = "do-nothing, this framework";
export const goNoop = "do-nothing, Go";
export const peer = "peer";

/** What has to hold. */
export function limits({ starts, things, deployments }: Measurements): Limit[] {
  const ratio = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : a / b;
  return [
    {
      what: "start to handshake, times bare Node",
      measured: ratio(starts.get(own)?.milliseconds, starts.get(bareNode)?.milliseconds),
      atMost: 3,
    },
    { what: "resident MB at handshake", measured: starts.get(own)?.residentAtHandshake, atMost: 60 },
    { what: "requests of a plan of 200 objects", measured: deployments.get(own)?.plan.requests, atMost: 25 },
    {
      what: "plan over 200 do-nothing resources, times Go's",
      measured: ratio(things.get(ownNoop)?.plan.seconds, things.get(goNoop)?.plan.seconds),
      atMost: 1.6,
    },
  ];
}

export function isBroken({ measured, atMost }: Limit): boolean {
  return measured !== undefined && measured > atMost;
}

/** All results as Markdown. */
export function report(measurements: Measurements, machine: string): string {
  const { starts, things, deployments } = measurements;
  return [
    "# What the provider costs",
    "",
    `Made by \`make bench\`. ${machine}. Starts and do-nothing plans are medians of runs taken in turns.`,
    "",
    "## Start",
    "",
    ...table(
      ["", "to handshake, ms", "resident at handshake, MB", "a moment later, MB"],
      [...starts].map(([name, cost]) => [
        name,
        cost.milliseconds.toFixed(0),
        cost.residentAtHandshake?.toFixed(0) ?? "",
        cost.residentWhenLoaded?.toFixed(0) ?? "",
      ]),
    ),
    "",
    "## 100 deployments with a schedule each, on a fresh server with SQLite",
    "",
    ...lifeTable(deployments),
    "",
    ...[...deployments].map(
      ([name, { planRequests }]) => `Requests of the plan, ${name}: ${listed(planRequests)}.`,
    ),
    "",
    "## 200 resources that do nothing: the floor",
    "",
    ...lifeTable(things),
    "",
    "## Limits",
    "",
    ...table(
      ["", "measured", "at most", ""],
      limits(measurements).map((limit) => [
        limit.what,
        limit.measured?.toFixed(2).replace(/\.00$/, "") ?? "not here",
        String(limit.atMost),
        limit.measured === undefined ? "skipped" : isBroken(limit) ? "BROKEN" : "holds",
      ]),
    ),
    "",
  ].join("\n");
}

function lifeTable(costs: ReadonlyMap<string, LifeCost>): string[] {
  const cells = ({ seconds, requests }: RunCost) => [seconds.toFixed(2), requests?.toString() ?? "–"];
  return table(
    ["", "apply, s", "requests", "plan, s", "requests", "destroy, s", "requests"],
    [...costs].map(([name, { apply, plan, destroy }]) => [
      name,
      ...cells(apply),
      ...cells(plan),
      ...cells(destroy),
    ]),
  );
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)];
}

function listed(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts).map(([request, count]) => `${count} × \`${request}\``);
  return entries.join(", ") || "none";
}
