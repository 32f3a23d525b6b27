import {
  type Deployment,
  type DeploymentScheduleCreate,
  ifFound,
  type PrefectClient,
  unwrap,
} from "../../client";
import {
  type ScheduleValues,
  sameContent,
  sameSchedule,
  scheduleBody,
  scheduleValues,
  slugsOf,
} from "./schedule";

type Stored = ReturnType<typeof scheduleValues>;

/** A schedule that code declares with its deployment; `replaces` is the slug that it had before. */
type Wanted = ScheduleValues & { readonly replaces: string | null };

/** Which schedule of the server each wanted one is: by slug, old slug, then content; undefined where there is none. */
export function matchSchedules<One extends ScheduleValues>(
  wanted: readonly Wanted[],
  stored: readonly One[],
): readonly (One | undefined)[] {
  const slugs = slugsOf(wanted);
  const free = new Set(stored);
  const take = (fits: (one: One) => boolean): One | undefined => {
    for (const one of free) {
      if (!fits(one)) continue;
      free.delete(one);
      return one;
    }
    return undefined;
  };
  const bySlug = slugs.map((slug) => take((one) => one.slug === slug));
  const byOldSlug = wanted.map(
    ({ replaces }, index) =>
      bySlug[index] ?? (replaces === null ? undefined : take((one) => one.slug === replaces)),
  );
  return wanted.map((values, index) => byOldSlug[index] ?? take((one) => sameContent(values, one)));
}

/** Are these the same schedules, in whatever order? */
export function sameSchedules(wanted: readonly Wanted[], stored: readonly ScheduleValues[]): boolean {
  if (wanted.length !== stored.length) return false;
  const matches = matchSchedules(wanted, stored);
  return wanted.every((values, index) => {
    const match = matches[index];
    return match !== undefined && sameSchedule(values, match);
  });
}

/**
 * The server's schedules in the order that code gives them, the stored spelling kept where it means the same;
 * those that code does not know come last.
 */
export function alignSchedules(wanted: readonly Wanted[], deployment: Deployment): readonly Wanted[] {
  const stored = (deployment.schedules ?? []).map(scheduleValues);
  const matches = matchSchedules(wanted, stored);
  const aligned = wanted.flatMap((values, index) => {
    const match = matches[index];
    if (match === undefined) return [];
    return [sameSchedule(values, match) ? values : spelled(match, values)];
  });
  const strange = stored.filter((one) => !matches.includes(one));
  return [...aligned, ...strange.map((one) => spelled(one, undefined))];
}

/** A stored schedule with its defaults left out, as code would write it. */
function spelled(stored: Stored, wanted: Wanted | undefined): Wanted {
  const { id: _id, ...values } = stored;
  const isUtcByDefault = values.timezone === "UTC" && values.cron === null && wanted?.timezone !== "UTC";
  return {
    ...values,
    replaces: wanted?.replaces ?? null,
    day_or: values.day_or === false ? false : wanted?.day_or === true ? true : null,
    active: values.active === false ? false : wanted?.active === true ? true : null,
    timezone: isUtcByDefault ? null : values.timezone,
    parameters: values.parameters === "{}" ? (wanted?.parameters === "{}" ? "{}" : null) : values.parameters,
    slug: wanted !== undefined && wanted.slug === null ? null : values.slug,
    anchor_date: wanted !== undefined && wanted.anchor_date === null ? null : values.anchor_date,
  };
}

/**
 * A deployment whose creation got no further than `POST /deployments/`, which drops limits on scheduled runs, as the
 * next step will leave it. Its schedules are known by the slugs that the creation gave them.
 */
export function withLimitsToCome(wanted: readonly ScheduleValues[], deployment: Deployment): Deployment {
  const slugs = slugsOf(wanted);
  const schedules = (deployment.schedules ?? []).map((one) => {
    const values = one.slug == null ? undefined : wanted[slugs.indexOf(one.slug)];
    return { ...one, max_scheduled_runs: one.max_scheduled_runs ?? values?.max_scheduled_runs ?? null };
  });
  return { ...deployment, schedules };
}

/**
 * Makes the deployment's schedules the wanted ones, each by its own endpoint: the deployment's PATCH replaces
 * schedules without a slug and never deletes one with a slug.
 */
export async function syncSchedules(
  client: PrefectClient,
  deployment: Deployment,
  wanted: readonly Wanted[],
): Promise<void> {
  const stored = (deployment.schedules ?? []).map(scheduleValues);
  const matches = matchSchedules(wanted, stored);
  const slugs = slugsOf(wanted);
  const { id } = deployment;
  const made: DeploymentScheduleCreate[] = [];
  const kept = new Set<Stored>();
  const changes: { readonly id: string; readonly body: DeploymentScheduleCreate }[] = [];
  for (const [index, values] of wanted.entries()) {
    const match = matches[index];
    const body = scheduleBody(values, slugs[index] ?? null, match?.anchor_date ?? null);
    if (match === undefined || mustBeRemade(values, match)) {
      made.push(body);
      continue;
    }
    kept.add(match);
    if (!sameSchedule(values, match)) changes.push({ id: match.id, body });
  }
  // Deletions come first: a new schedule may have the slug of one that goes.
  for (const one of stored) if (!kept.has(one)) await deleteSchedule(client, id, one.id);
  for (const { id: schedule_id, body } of changes) {
    const path = { id, schedule_id };
    await unwrap(client.PATCH("/deployments/{id}/schedules/{schedule_id}", { params: { path }, body }));
  }
  if (made.length === 0) return;
  await unwrap(client.POST("/deployments/{id}/schedules", { params: { path: { id } }, body: made }));
}

/** A limit on scheduled runs cannot be taken off a schedule: PATCH ignores null. */
const mustBeRemade = (wanted: ScheduleValues, stored: Stored): boolean =>
  wanted.max_scheduled_runs === null && stored.max_scheduled_runs !== null;

/** Deletes a schedule; one that is gone already counts as deleted. */
export async function deleteSchedule(client: PrefectClient, id: string, scheduleId: string): Promise<void> {
  const path = { id, schedule_id: scheduleId };
  await ifFound(unwrap(client.DELETE("/deployments/{id}/schedules/{schedule_id}", { params: { path } })));
}
