import type { Environment } from "../../client";
import { Trouble } from "../report/trouble";
import { calendarOf } from "./calendar";
import { applyDriftRules } from "./drift-rules";
import type { OptionalPart } from "./formats";
import { graphOf } from "./graph";
import type { About, Asked, Drifted } from "./judge";
import { hasInlineSchedules, type KnownObject, readStateFiles } from "./known-objects";
import { addressOf, lookAtServer, type ServerLook } from "./look-at-server";
import { lookAtStack, type StackLook, stateOf } from "./look-at-stack";
import { type Known, objectName } from "./object-name";
import type { Scene } from "./owners";
import { withPrivateFolder } from "./private-folder";
import { problemOf } from "./problem";
import { type StackFolder, stacksOf } from "./project";
import { secretNames, withoutSecrets } from "./redaction";
import type {
  Category,
  DriftReport,
  Finding,
  Problem,
  Rule,
  RuntimeChange,
  Stack,
  State,
  Subject,
  Touch,
  Verdict,
} from "./report";
import type { ServerSettings } from "./server-settings";
import { stateSource } from "./state-source";
import { findTerraform, type Terraform } from "./terraform";
import { namesIn, unmanaged } from "./unmanaged";

export interface LookRequest {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv & Environment;
  /** The stacks to judge; empty: all. */
  readonly stacks: readonly string[];
  /** Further states, as `--state` names them. */
  readonly states: readonly string[];
  readonly rules: readonly Rule[];
  readonly failOn: readonly Category[];
  /** Whether values that no one can configure are told. */
  readonly verbose: boolean;
  /** Whether anybody is told what no state knows; where not, servers are not asked for it. */
  readonly wantsUnmanaged: boolean;
  /** Parts of the report that are wanted beside the rest. */
  readonly parts: ReadonlySet<OptionalPart>;
  /** Arguments of a plan: `-var-file=…`. */
  readonly variables: readonly string[];
  readonly toolVersion: string;
  /** Told what is being done. */
  readonly progress: (text: string) => void;
}

/** A stack, with what its plan has told or why it could not be told. */
interface Seen {
  readonly stack: StackFolder;
  readonly look: StackLook | undefined;
}

const order: readonly Category[] = ["changed", "missing", "pending", "unmanaged"];

function chosen(all: readonly StackFolder[], names: readonly string[]): ReadonlySet<string> {
  const there = all.map(({ name }) => name);
  const strange = names.filter((name) => !there.includes(name));
  if (strange.length > 0) {
    throw new Trouble(
      "looking for the stacks",
      `There is no stack ${strange.map((name) => `"${name}"`).join(", ")}. The project has ${there.join(", ")}.`,
    );
  }
  return new Set(names.length === 0 ? there : names);
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

function subjectOf(about: About, stack: StackFolder, known: Known): Subject {
  const { address, type, values } = about;
  return {
    kind: type.replace("prefect_", ""),
    type,
    address,
    constructPath: stack.constructPaths.get(address) ?? null,
    stack: stack.name,
    name: objectName(type, address, values, known),
    id: text(values.id),
  };
}

function lastChange({ after }: Drifted, by: ReadonlyMap<string, string>): Touch | null {
  const at = text(after?.updated);
  const who = by.get(text(after?.id) ?? "") ?? null;
  return at === null && who === null ? null : { at, by: who };
}

function driftFinding(
  drift: Drifted,
  subject: Subject,
  by: ReadonlyMap<string, string>,
): Finding | undefined {
  if (drift.after === undefined) return { ...subject, category: "missing" };
  if (drift.differences.length === 0) return undefined;
  return {
    ...subject,
    category: "changed",
    differences: drift.differences,
    updated: lastChange(drift, by),
  };
}

const pendingFinding = ({ action, differences }: Asked, subject: Subject): Finding => ({
  ...subject,
  category: "pending",
  action,
  differences,
});

const byAddress = <One extends About>(all: readonly One[]): readonly One[] =>
  [...all].sort(({ address: one }, { address: other }) => (one < other ? -1 : one > other ? 1 : 0));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Names of flows and deployments, from servers and states. */
function allNames(servers: readonly ServerLook[], known: readonly KnownObject[]): Known {
  const flow = new Map(
    known.flatMap(({ type, id, values }) => {
      const name = text(values.name);
      return type === "prefect_flow" && id !== null && name !== null ? [[id, name]] : [];
    }),
  );
  const listed = servers.map(({ listing }) => namesIn(listing));
  for (const names of listed) for (const [id, name] of names.flow) flow.set(id, name);
  const deployment = new Map(
    known.flatMap(({ type, id, address, values }): [string, string][] =>
      type === "prefect_deployment" && id !== null
        ? [[id, objectName(type, address, values, { flow, deployment: new Map() })]]
        : [],
    ),
  );
  for (const names of listed) for (const [id, name] of names.deployment) deployment.set(id, name);
  return { flow, deployment };
}

export function verdictOf(
  findings: readonly Finding[],
  rules: readonly Rule[],
  problems: readonly Problem[],
  failOn: readonly Category[],
): Verdict {
  if (problems.length > 0) return "unknown";
  if (findings.some(({ category }) => failOn.includes(category))) return "drift";
  return rules.some(({ expired }) => expired) ? "unknown" : "none";
}

/** One look at the stacks, their states and their servers. Nothing of theirs is written. */
class Look {
  readonly problems: Problem[] = [];
  readonly states: State[] = [];
  readonly known: KnownObject[] = [];
  readonly terraform: Terraform;
  /** False once a state could not be read: then nothing can be called unmanaged. */
  knowsAll = true;

  constructor(
    readonly request: LookRequest,
    readonly scratch: string,
  ) {
    this.terraform = findTerraform(request.env);
  }

  /** Does something; what goes wrong becomes a problem of the report. */
  async attempt<T>(step: string, stack: string | null, act: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      this.problems.push(problemOf(error, stack, step));
      return undefined;
    }
  }

  remember(source: string, stack: string | null, objects: readonly KnownObject[]): void {
    this.states.push({ source, stack, objects: objects.length });
    this.known.push(...objects);
  }

  async stateAlone(stack: StackFolder): Promise<void> {
    const found = await this.attempt("terraform state pull", stack.name, () =>
      stateOf(this.terraform, stack, this.scratch),
    );
    if (found === undefined) this.knowsAll = false;
    else this.remember(stateSource(found.source, this.request.cwd), stack.name, found.known);
  }

  async see(stack: StackFolder): Promise<Seen> {
    this.request.progress(`${stack.name}: terraform plan`);
    const look = await this.attempt("terraform plan", stack.name, () =>
      lookAtStack(this.terraform, stack, this.scratch),
    );
    if (look === undefined) {
      // Why the plan has failed is told already.
      const told = this.problems.length;
      await this.stateAlone(stack);
      this.problems.length = told;
    } else this.remember(stateSource(look.source, this.request.cwd), stack.name, look.known);
    return { stack, look };
  }

  async seeStacks(): Promise<readonly Seen[]> {
    const { cwd, env, stacks: names, variables, progress } = this.request;
    progress("reading the project");
    const all = await this.attempt("reading the project", null, () =>
      stacksOf({ cwd, env, scratch: this.scratch, variables }),
    );
    const wanted = await this.attempt("reading the project", null, () => chosen(all ?? [], all ? names : []));
    if (all === undefined || wanted === undefined) {
      this.knowsAll = false;
      return [];
    }
    const seen: Seen[] = [];
    for (const stack of all) {
      if (wanted.has(stack.name)) seen.push(await this.see(stack));
      else await this.stateAlone(stack);
    }
    return seen;
  }

  async readStates(): Promise<void> {
    for (const path of this.request.states) {
      const files = await this.attempt(`reading --state ${path}`, null, () =>
        readStateFiles(path, this.request.cwd),
      );
      if (files === undefined) this.knowsAll = false;
      for (const { source, objects } of files ?? []) this.remember(source, null, objects);
    }
  }

  /** The address of each stack's server, and how each server is reached. */
  async findServers(seen: readonly Seen[]): Promise<{
    readonly ofStack: ReadonlyMap<string, string>;
    readonly servers: ReadonlyMap<
      string,
      { readonly settings: ServerSettings; readonly known: readonly KnownObject[] }
    >;
  }> {
    const ofStack = new Map<string, string>();
    const servers = new Map<string, { settings: ServerSettings; known: readonly KnownObject[] }>();
    for (const { stack, look } of seen) {
      for (const settings of look?.servers ?? []) {
        const found = await this.attempt("finding the server", stack.name, () =>
          addressOf(settings, this.request.env),
        );
        if (found === undefined) continue;
        if (!ofStack.has(stack.name)) ofStack.set(stack.name, found.address);
        const known = [...(servers.get(found.address)?.known ?? []), ...(look?.known ?? [])];
        servers.set(found.address, { settings: servers.get(found.address)?.settings ?? settings, known });
      }
    }
    return { ofStack, servers };
  }

  /**
   * Deployments of which the plan has told everything: those that have not changed, and whose code says itself which
   * schedules there are. A picture needs them all.
   */
  needless(seen: readonly Seen[], known: readonly KnownObject[]): readonly string[] {
    if (this.request.parts.size > 0) return [];
    const drifted = new Set(seen.flatMap(({ look }) => (look?.drift ?? []).map(({ values }) => values.id)));
    return known.filter(hasInlineSchedules).flatMap(({ id }) => (id === null || drifted.has(id) ? [] : [id]));
  }

  async report(): Promise<DriftReport> {
    const { request } = this;
    const createdAt = new Date().toISOString();
    const seen = await this.seeStacks();
    await this.readStates();
    const { ofStack, servers } = await this.findServers(seen);
    const looks: ServerLook[] = [];
    for (const [address, { settings, known }] of request.wantsUnmanaged ? servers : []) {
      request.progress(`listing what is on ${address}`);
      const look = await this.attempt(`listing what is on ${address}`, null, () =>
        lookAtServer(settings, request.env, known, this.known, this.needless(seen, known)),
      );
      if (look !== undefined) looks.push(look);
    }
    const names = allNames(looks, this.known);
    const scene = this.sceneOf(seen, looks, ofStack);
    const all = [...this.findingsOfStacks(seen, looks, names), ...this.unmanagedOf(looks)];
    const sorted = order.flatMap((category) => all.filter((finding) => finding.category === category));
    const { findings, ignored, rules } = applyDriftRules(sorted, request.rules);
    const count = (category: Category, stack?: string): number =>
      findings.filter((one) => one.category === category && (stack === undefined || one.stack === stack))
        .length;
    const stacks = seen.map(
      ({ stack, look }): Stack => ({
        name: stack.name,
        folder: stack.shown,
        file: stack.file,
        checked: look !== undefined,
        server: ofStack.get(stack.name) ?? null,
        objects: look === undefined ? 0 : look.known.length + look.drift.filter((one) => !one.after).length,
        changed: count("changed", stack.name),
        missing: count("missing", stack.name),
        pending: count("pending", stack.name),
      }),
    );
    const report: DriftReport = {
      formatVersion: "1.0",
      toolVersion: request.toolVersion,
      createdAt,
      verdict: verdictOf(findings, rules, this.problems, request.failOn),
      failOn: request.failOn,
      totals: {
        checked: sum(stacks.map(({ objects }) => objects)),
        changed: count("changed"),
        missing: count("missing"),
        pending: count("pending"),
        unmanaged: count("unmanaged"),
        ignored: ignored.length,
        expiredRules: rules.filter(({ expired }) => expired).length,
        problems: this.problems.length,
      },
      servers: looks.map(({ server }) => server),
      stacks,
      states: this.states,
      findings,
      ignored,
      rules,
      problems: this.problems,
      ...(request.verbose ? { runtime: runtimeChanges(seen, names) } : {}),
      ...(request.parts.has("graph") ? { graph: graphOf(scene, findings, names) } : {}),
      ...(request.parts.has("calendar") ? { calendar: calendarOf(scene, names, createdAt) } : {}),
    };
    return withoutSecrets(report, [
      ...seen.flatMap((one) => one.look?.secrets ?? []),
      ...secretNames(this.known),
    ]);
  }

  sceneOf(seen: readonly Seen[], looks: readonly ServerLook[], ofStack: ReadonlyMap<string, string>): Scene {
    return {
      servers: looks.map(({ server: { address }, listing }) => ({ address, listing })),
      stacks: seen.flatMap(({ stack: { name }, look }) =>
        look === undefined
          ? []
          : [
              {
                name,
                server: ofStack.get(name),
                known: look.known,
                drift: look.drift,
                creations: look.pending.filter(({ action }) => action === "create"),
              },
            ],
      ),
      known: this.known,
      knowsAll: this.knowsAll,
    };
  }

  findingsOfStacks(seen: readonly Seen[], looks: readonly ServerLook[], names: Known): readonly Finding[] {
    const by = new Map(
      looks.flatMap(({ listing }) =>
        listing.deployment.flatMap(({ id, updated_by: person }): [string, string][] =>
          person?.display_value == null ? [] : [[id, person.display_value]],
        ),
      ),
    );
    return seen.flatMap(({ stack, look }) => [
      ...byAddress(look?.drift ?? []).flatMap(
        (one) => driftFinding(one, subjectOf(one, stack, names), by) ?? [],
      ),
      ...byAddress(look?.pending ?? []).map((one) => pendingFinding(one, subjectOf(one, stack, names))),
    ]);
  }

  unmanagedOf(looks: readonly ServerLook[]): readonly Finding[] {
    if (!this.knowsAll) return [];
    return looks.flatMap(({ listing, owned, server }) =>
      [...unmanaged(listing, this.known, owned)].map((one): Finding => {
        const type = `prefect_${one.kind}`;
        return {
          ...one,
          category: "unmanaged",
          type,
          address: `${type}.${one.name}`,
          constructPath: null,
          stack: null,
          server: server.address,
        };
      }),
    );
  }
}

const runtimeChanges = (seen: readonly Seen[], names: Known): readonly RuntimeChange[] =>
  seen.flatMap(({ stack, look }) =>
    (look?.drift ?? []).flatMap((one) =>
      one.runtime.length === 0 ? [] : [{ ...subjectOf(one, stack, names), differences: one.runtime }],
    ),
  );

/** Looks once; whatever goes wrong stands in the report. */
export const look = (request: LookRequest): Promise<DriftReport> =>
  withPrivateFolder((scratch) => new Look(request, scratch).report());
