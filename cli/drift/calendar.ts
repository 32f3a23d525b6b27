import type { Deployment, JsonValue } from "../../client";
import { type Instant, instantText, readInstant } from "../../rules";
import type { Drifted } from "./judge";
import { type Known, objectName } from "./object-name";
import { type Owner, ownersById, type Scene } from "./owners";
import type { Values } from "./plan-json";
import type { Calendar, DeploymentRuns, Timestamp } from "./report";
import { type Active, serverSchedule, stateSchedule } from "./schedule-rule";
import { scheduledRuns } from "./scheduled-runs";

const week = 7n * 86_400_000_000n;

const isValues = (value: JsonValue | undefined): value is { [key: string]: JsonValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const present = <T>(items: readonly (T | undefined)[]): readonly T[] =>
  items.filter((item) => item !== undefined);

type ServerSchedules = NonNullable<Deployment["schedules"]>;

/** The moment that the server's schedule counts from, which a state need not say: by slug, else the only one. */
function anchorFor(values: Values, schedules: ServerSchedules): string | undefined {
  const anchors = schedules.flatMap(({ slug, schedule }) =>
    "interval" in schedule && schedule.anchor_date !== undefined
      ? [{ slug, anchor: schedule.anchor_date }]
      : [],
  );
  const same = anchors.find(({ slug }) => slug != null && slug === values.slug);
  return (same ?? (anchors.length === 1 ? anchors[0] : undefined))?.anchor;
}

/** Schedules written with the deployment; undefined where its code says nothing of them. */
const inlineSchedules = (values: Values, schedules: ServerSchedules): readonly Active[] | undefined =>
  Array.isArray(values.schedules)
    ? present(
        values.schedules.map((one) =>
          isValues(one) ? stateSchedule(one, anchorFor(one, schedules)) : undefined,
        ),
      )
    : undefined;

class Week {
  readonly owners: ReadonlyMap<string, Owner>;
  readonly drift: readonly (Drifted & { readonly stack: string })[];
  readonly driftById: ReadonlyMap<JsonValue, Drifted>;
  readonly inline: ReadonlySet<string>;

  constructor(
    readonly scene: Scene,
    readonly names: Known,
    readonly from: Instant,
  ) {
    this.owners = ownersById(scene);
    this.drift = scene.stacks.flatMap(({ name, drift }) => drift.map((one) => ({ ...one, stack: name })));
    this.driftById = new Map(
      this.drift.flatMap((one) => (one.values.id == null ? [] : [[one.values.id, one] as const])),
    );
    this.inline = new Set(
      scene.known.flatMap(({ id, values }) => (id !== null && Array.isArray(values.schedules) ? [id] : [])),
    );
  }

  /** Schedules of their own resource that are gone from the server. */
  lostSchedules(deploymentId: JsonValue | undefined): readonly Active[] {
    return present(
      this.drift
        .filter(
          ({ type, after, values }) =>
            type === "prefect_deployment_schedule" &&
            after === undefined &&
            values.deployment_id === deploymentId,
        )
        .map(({ values }) => stateSchedule(values, undefined)),
    );
  }

  /** What a deployment's schedules were when they were last applied. */
  applied(deployment: Deployment, server: readonly Active[]): readonly Active[] {
    const { id, schedules = [] } = deployment;
    if (!this.owners.has(id)) return this.scene.knowsAll ? [] : server;
    const drift = this.driftById.get(id);
    if (drift === undefined ? deployment.paused : drift.values.paused === true) return [];
    if (drift !== undefined) {
      const inline = inlineSchedules(drift.values, schedules);
      if (inline !== undefined) return inline;
    } else if (this.inline.has(id)) return present(schedules.map(serverSchedule));
    const separate = schedules.map((schedule) => {
      const changed = this.driftById.get(schedule.id);
      if (changed !== undefined) {
        const { schedule: now } = schedule;
        return stateSchedule(changed.values, "interval" in now ? now.anchor_date : undefined);
      }
      return this.owners.has(schedule.id) || !this.scene.knowsAll ? serverSchedule(schedule) : undefined;
    });
    return [...present(separate), ...this.lostSchedules(id)];
  }

  runs(
    about: Pick<DeploymentRuns, "name" | "id" | "address" | "stack">,
    applied: readonly Active[],
    server: readonly Active[],
  ): DeploymentRuns {
    return { kind: "deployment", ...about, ...scheduledRuns(applied, server, this.from, this.from + week) };
  }

  ofServers(): readonly DeploymentRuns[] {
    return this.scene.servers.flatMap(({ listing }) =>
      listing.deployment.map((deployment) => {
        const { id } = deployment;
        const server = deployment.paused ? [] : present((deployment.schedules ?? []).map(serverSchedule));
        const { address = null, stack = null } = this.owners.get(id) ?? {};
        const name = this.names.deployment.get(id) ?? deployment.name;
        return this.runs({ name, id, address, stack }, this.applied(deployment, server), server);
      }),
    );
  }

  ofMissing(): readonly DeploymentRuns[] {
    return this.drift
      .filter(({ type, after }) => type === "prefect_deployment" && after === undefined)
      .map(({ type, address, values, stack }) => {
        const name = objectName(type, address, values, this.names);
        const schedules = inlineSchedules(values, []) ?? this.lostSchedules(values.id);
        return this.runs({ name, id: null, address, stack }, values.paused === true ? [] : schedules, []);
      });
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The scheduled runs of the week from `from` on: those that were applied, and those that will happen. */
export function calendarOf(scene: Scene, names: Known, from: Timestamp): Calendar {
  const begin = readInstant(from);
  if (begin === undefined) throw new RangeError(`${from} is no instant`);
  const found = new Week(scene, names, begin);
  return {
    from,
    to: instantText(begin + week),
    deployments: [...found.ofServers(), ...found.ofMissing()]
      .filter(({ runs, problems }) => runs.length + problems.length > 0)
      .sort((one, other) => compare(one.name, other.name) || compare(one.id ?? "", other.id ?? "")),
  };
}
