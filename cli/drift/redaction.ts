import { isJsonNumber, type JsonValue } from "../../client";
import type { Difference, Value } from "../report/value";
import type { KnownObject } from "./known-objects";
import type { PlanJson } from "./plan-json";
import type { Calendar, DriftReport, Finding, Graph, Problem, Server } from "./report";

const mask = "(sensitive)";

/** Shorter ones are hidden where they are all of a text; within a text they would take anything with them. */
const shortestPart = 4;

function* textsIn(value: JsonValue | undefined): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "number") yield String(value);
  else if (isJsonNumber(value)) yield value.value;
  else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) yield* textsIn(part);
  }
}

/** The values of the variables that a configuration declares sensitive. */
export function secretVariables({ variables = {}, configuration }: PlanJson): readonly string[] {
  return Object.entries(configuration?.root_module?.variables ?? {}).flatMap(([name, { sensitive }]) =>
    sensitive === true ? [...textsIn(variables[name]?.value)] : [],
  );
}

/** The names that states keep secret; a server tells them. */
export const secretNames = (known: readonly Pick<KnownObject, "hidden">[]): readonly string[] =>
  known.flatMap(({ hidden }) => ["name", "slug", "tag"].flatMap((name) => [...textsIn(hidden.get(name))]));

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

type Clean = (text: string) => string;

/** Takes secrets out of texts. */
export function cleaner(secrets: readonly string[]): Clean | undefined {
  const whole = new Set(secrets.filter((text) => text.trim() !== ""));
  if (whole.size === 0) return undefined;
  const parts = [...whole]
    .filter((text) => text.length >= shortestPart)
    .flatMap((text) => [text, JSON.stringify(text).slice(1, -1)])
    // The longer one first, where one begins another.
    .sort((one, other) => other.length - one.length);
  const pattern = parts.length === 0 ? undefined : new RegExp(parts.map(escaped).join("|"), "g");
  return (text) => (whole.has(text) ? mask : pattern === undefined ? text : text.replace(pattern, mask));
}

function cleanJson(value: JsonValue, clean: Clean): JsonValue {
  if (typeof value === "string") return clean(value);
  if (typeof value === "number" || isJsonNumber(value)) {
    const text = typeof value === "number" ? String(value) : value.value;
    return clean(text) === text ? value : mask;
  }
  if (Array.isArray(value)) return value.map((one) => cleanJson(one, clean));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [clean(key), cleanJson(one, clean)]));
}

const cleanValue = (value: Value, clean: Clean): Value => {
  if (value.is !== "given") return value;
  const cleaned = cleanJson(value.value, clean);
  return cleaned === mask ? { is: "sensitive" } : { is: "given", value: cleaned };
};

const cleanDifference = (one: Difference, clean: Clean): Difference => ({
  ...one,
  path: clean(one.path),
  before: cleanValue(one.before, clean),
  after: cleanValue(one.after, clean),
});

function cleanFinding(finding: Finding, clean: Clean): Finding {
  const named = { name: clean(finding.name) };
  switch (finding.category) {
    case "changed":
    case "pending":
      return {
        ...finding,
        ...named,
        differences: finding.differences.map((one) => cleanDifference(one, clean)),
      };
    case "missing":
      return { ...finding, ...named };
    case "unmanaged": {
      const owner = finding.owner === null ? null : clean(finding.owner);
      return { ...finding, ...named, owner, address: clean(finding.address), server: clean(finding.server) };
    }
  }
}

const cleanProblem = (problem: Problem, clean: Clean): Problem => ({
  ...problem,
  step: clean(problem.step),
  summary: clean(problem.summary),
  detail: clean(problem.detail),
});

const cleanServer = (server: Server, clean: Clean): Server => ({ ...server, address: clean(server.address) });

const cleanGraph = (graph: Graph, clean: Clean): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => ({ ...node, name: clean(node.name) })),
});

const cleanCalendar = (calendar: Calendar, clean: Clean): Calendar => ({
  ...calendar,
  deployments: calendar.deployments.map((one) => ({
    ...one,
    name: clean(one.name),
    runs: one.runs.map((run) => ({ ...run, schedule: clean(run.schedule) })),
    problems: one.problems.map(clean),
  })),
});

/**
 * The report without these texts, wherever they stand: what a stack keeps secret can be anywhere on a server. Addresses
 * of resources stay; they are the code's own.
 */
export function withoutSecrets(report: DriftReport, secrets: readonly string[]): DriftReport {
  const clean = cleaner(secrets);
  if (clean === undefined) return report;
  const { graph, calendar, runtime } = report;
  return {
    ...report,
    servers: report.servers.map((one) => cleanServer(one, clean)),
    stacks: report.stacks.map((one) => ({ ...one, server: one.server === null ? null : clean(one.server) })),
    findings: report.findings.map((one) => cleanFinding(one, clean)),
    ignored: report.ignored.map((one) => ({ ...one, finding: cleanFinding(one.finding, clean) })),
    problems: report.problems.map((one) => cleanProblem(one, clean)),
    ...(runtime === undefined
      ? {}
      : {
          runtime: runtime.map((one) => ({
            ...one,
            name: clean(one.name),
            differences: one.differences.map((difference) => cleanDifference(difference, clean)),
          })),
        }),
    ...(graph === undefined ? {} : { graph: cleanGraph(graph, clean) }),
    ...(calendar === undefined ? {} : { calendar: cleanCalendar(calendar, clean) }),
  };
}
