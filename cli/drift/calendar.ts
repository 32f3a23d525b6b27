import type { Deployment, JsonValue } from "../../client";
import { type Instant, instantText, readInstant } from "../../rules";
import type { Drifted } from "./judge";
import { hasInlineSchedules } from "./known-objects";
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

/** Attributes that tell when a schedule runs, or whether it does. */
const timing = [
  "schedules",
  "cron",
  "day_or",
  "interval",
  "anchor_date",
  "rrule",
  "timezone",
  "active",
  "paused",
];

const secret: Active = { text: "(sensitive)", problem: "the code marks this schedule as sensitive" };

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

const stateOf = (
  values: Values,
  hidden: ReadonlyMap<string, JsonValue>,
  anchor: string | undefined,
): Active | undefined => (timing.some((name) => hidden.has(name)) ? secret : stateSchedule(values, anchor));

class Week {
  readonly owners: ReadonlyMap<string, Owner>;
  readonly drift: readonly (Drifted & { readonly stack: string })[];
  readonly driftById: ReadonlyMap<JsonValue, Drifted>;
  readonly inline: ReadonlySet<string>;
  /** Deployments and schedules of which it is not told when they run, by id. */
  readonly secret: ReadonlySet<JsonValue>;

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
      scene.known.filter(hasInlineSchedules).flatMap(({ id }) => (id === null ? [] : [id])),
    );
    this.secret = new Set(
      [...scene.known, ...this.drift.map(({ values, hidden }) => ({ id: values.id, hidden }))].flatMap(
        ({ id, hidden }) => (id != null && timing.some((name) => hidden.has(name)) ? [id] : []),
      ),
    );
  }

  onServer({ id, paused, schedules = [] }: Deployment): readonly Active[] {
    if (this.secret.has(id)) return schedules.length === 0 ? [] : [secret];
    if (paused) return [];
    return present(
      schedules.map((schedule) => (this.secret.has(schedule.id) ? secret : serverSchedule(schedule))),
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
        .map(({ values, hidden }) => stateOf(values, hidden, undefined)),
    );
  }

  /** What a deployment's schedules were when they were last applied. */
  applied(deployment: Deployment, server: readonly Active[]): readonly Active[] {
    const { id, schedules = [] } = deployment;
    if (this.secret.has(id)) return server;
    if (!this.owners.has(id)) return this.scene.knowsAll ? [] : server;
    const drift = this.driftById.get(id);
    if (drift === undefined ? deployment.paused : drift.values.paused === true) return [];
    if (drift !== undefined) {
      const inline = inlineSchedules(drift.values, schedules);
      if (inline !== undefined) return inline;
    } else if (this.inline.has(id)) return present(schedules.map(serverSchedule));
    const separate = schedules.map((schedule) => {
      if (this.secret.has(schedule.id)) return secret;
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
        const server = this.onServer(deployment);
        const { address = null, stack = null } = this.owners.get(id) ?? {};
        const name = this.names.deployment.get(id) ?? deployment.name;
        return this.runs({ name, id, address, stack }, this.applied(deployment, server), server);
      }),
    );
  }

  ofMissing(): readonly DeploymentRuns[] {
    return this.drift
      .filter(({ type, after }) => type === "prefect_deployment" && after === undefined)
      .map(({ type, address, values, hidden, stack }) => {
        const name = objectName(type, address, values, this.names);
        const schedules = timing.some((one) => hidden.has(one))
          ? [secret]
          : (inlineSchedules(values, []) ?? this.lostSchedules(values.id));
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
