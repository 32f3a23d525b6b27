import {
  createPrefectClient,
  type Environment,
  type PrefectClient,
  PrefectSettingsError,
} from "../../client";
import type { Only } from "../adopt/selection";
import { applyRules } from "../report/ignore-rules";
import { saidBy } from "../report/trouble";
import { readServer } from "../server-objects/read-server";
import type { ServerObjects } from "../server-objects/server-objects";
import { type Comparison, compareServers } from "./compare";
import { diffRules, fromRule, toRule } from "./diff-rules";
import type { DiffReport, Finding, Problem, Rule, Side } from "./report";
import { type GivenSide, reach } from "./sides";

export interface DiffRequest {
  readonly from: GivenSide;
  readonly to: GivenSide;
  /** What `--only` was given, and what that means. */
  readonly only: readonly { readonly text: string; readonly only: Only }[];
  readonly rules: readonly Rule[];
  readonly env: Environment;
  readonly toolVersion: string;
}

/** One server, as far as it could be read. */
interface Look {
  readonly side: Omit<Side, "listed">;
  /** Or why it could not be. */
  readonly read: ServerObjects | Problem;
}

/** A server that was found. */
interface Reached {
  readonly client: PrefectClient;
  readonly name: string;
  readonly source: string;
}

const choices = "Give the name of a profile, the URL of an API (http:// or https://), or env.";

/** Finds a server, or tells why it cannot be found. Nothing is sent to it. */
function find(given: GivenSide, env: Environment): Reached | Problem {
  const step = `finding the server ${given.word.toUpperCase()}`;
  try {
    const { settings, name, source } = reach(given, env);
    const client = createPrefectClient(settings);
    return { client, name: name ?? client.address, source };
  } catch (error) {
    // What names no server has no name, either.
    if (!(error instanceof PrefectSettingsError)) return problem(error, null, step);
    return { server: null, step, summary: `${error.message} ${choices}`, detail: "" };
  }
}

async function lookAt({ client, name, source }: Reached): Promise<Look> {
  const { address } = client;
  try {
    const [read, version] = await Promise.all([
      readServer(client).catch((error: unknown) => problem(error, name, `reading ${address}`)),
      client.serverVersion().catch(() => undefined),
    ]);
    return { side: { name, address, version: version ?? null, source }, read };
  } finally {
    client.close();
  }
}

const nowhere = ({ given }: GivenSide): Omit<Side, "listed"> => ({
  name: shownName(given),
  address: null,
  version: null,
  source: null,
});

const found = ({ client, name, source }: Reached): Omit<Side, "listed"> => ({
  name,
  address: client.address,
  version: null,
  source,
});

/** Where one of the two cannot be found, the other is not asked. */
async function lookAtBoth(from: GivenSide, to: GivenSide, env: Environment) {
  const [one, other] = [find(from, env), find(to, env)];
  if (!isProblem(one) && !isProblem(other)) return Promise.all([lookAt(one), lookAt(other)]);
  for (const each of [one, other]) if (!isProblem(each)) each.client.close();
  return [
    { side: isProblem(one) ? nowhere(from) : found(one), read: isProblem(one) ? one : undefined },
    { side: isProblem(other) ? nowhere(to) : found(other), read: isProblem(other) ? other : undefined },
  ] as const;
}

/** A URL may hold credentials. */
const shownName = (name: string): string => name.replace(/\/\/[^/?#]*@/, "//");

const problem = (error: unknown, server: string | null, step: string): Problem => ({
  server,
  ...saidBy(error, step),
});

const isProblem = (one: object | undefined): one is Problem => one !== undefined && "step" in one;

const nothing: Comparison = { findings: [], notCompared: [], compared: 0, listed: { from: {}, to: {} } };

/** Reads both servers and tells what differs. What could not be told is among the report's problems. */
export async function look({ from, to, only, rules, env, toolVersion }: DiffRequest): Promise<DiffReport> {
  const createdAt = new Date().toISOString();
  const [left, right] = await lookAtBoth(from, to, env);
  const problems = [left.read, right.read].filter(isProblem);
  const comparison =
    left.read === undefined || right.read === undefined || isProblem(left.read) || isProblem(right.read)
      ? nothing
      : compareServers(
          left.read,
          right.read,
          only.map((one) => one.only),
        );
  const judged = applyRules<Finding["category"], Finding>(
    comparison.findings,
    rules.map(fromRule),
    diffRules,
  );
  const count = (category: Finding["category"]): number =>
    judged.findings.filter((finding) => finding.category === category).length;
  const expiredRules = rules.filter(({ expired }) => expired).length;
  return {
    formatVersion: "1.0",
    toolVersion,
    createdAt,
    verdict:
      problems.length + expiredRules > 0 ? "unknown" : judged.findings.length > 0 ? "different" : "equal",
    from: { ...left.side, listed: comparison.listed.from },
    to: { ...right.side, listed: comparison.listed.to },
    only: only.map(({ text }) => text),
    totals: {
      compared: comparison.compared,
      different: count("different"),
      only_in_from: count("only_in_from"),
      only_in_to: count("only_in_to"),
      notCompared: comparison.notCompared.length,
      ignored: judged.ignored.length,
      expiredRules,
      problems: problems.length,
    },
    findings: judged.findings,
    notCompared: comparison.notCompared,
    ignored: judged.ignored,
    rules: judged.rules.map(toRule),
    problems,
  };
}
