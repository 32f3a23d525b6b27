import { createPrefectClient, type Environment, PrefectSettingsError } from "../../client";
import type { Only } from "../adopt/selection";
import { applyRules } from "../report/ignore-rules";
import { saidBy, Trouble } from "../report/trouble";
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

const choices = "Give the name of a profile, the URL of an API (http:// or https://), or env.";

async function lookAt(given: GivenSide, env: Environment): Promise<Look> {
  const nowhere = { name: given.given, address: null, version: null, source: null };
  const step = `finding the server ${given.word.toUpperCase()}`;
  let name = given.given;
  try {
    const { settings, name: called, source } = reach(given, env);
    const client = clientOf(settings, step);
    const { address } = client;
    name = called ?? address;
    try {
      const [read, version] = await Promise.all([
        readServer(client).catch((error: unknown) => problem(error, name, `reading ${address}`)),
        client.serverVersion().catch(() => undefined),
      ]);
      return { side: { name, address, version: version ?? null, source }, read };
    } finally {
      client.close();
    }
  } catch (error) {
    // What names no server has no name, either.
    return { side: { ...nowhere, name: shownName(name) }, read: problem(error, null, step) };
  }
}

/** A URL may hold credentials. */
const shownName = (name: string): string => name.replace(/\/\/[^/?#]*@/, "//");

function clientOf(settings: Parameters<typeof createPrefectClient>[0], step: string) {
  try {
    return createPrefectClient(settings);
  } catch (error) {
    if (!(error instanceof PrefectSettingsError)) throw error;
    throw new Trouble(step, `${error.message} ${choices}`);
  }
}

const problem = (error: unknown, server: string | null, step: string): Problem => ({
  server,
  ...saidBy(error, step),
});

const isProblem = (read: ServerObjects | Problem): read is Problem => "step" in read;

const nothing: Comparison = { findings: [], notCompared: [], compared: 0, listed: { from: {}, to: {} } };

/** Reads both servers and tells what differs. What could not be told is among the report's problems. */
export async function look({ from, to, only, rules, env, toolVersion }: DiffRequest): Promise<DiffReport> {
  const createdAt = new Date().toISOString();
  const [left, right] = await Promise.all([lookAt(from, env), lookAt(to, env)]);
  const problems = [left.read, right.read].filter(isProblem);
  const comparison =
    isProblem(left.read) || isProblem(right.read)
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
