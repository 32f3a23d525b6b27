import { timezones } from "./generated/timezones";
import { accepted, doubtful, refused, type Verdict } from "./verdict";

/** Which kind of schedule the time zone belongs to: the server checks them differently. */
export type ScheduleKind = "cron" | "interval" | "rrule";

type KnownTimezones = {
  readonly names: ReadonlySet<string>;
  readonly byLowerCase: ReadonlyMap<string, string>;
};

let known: KnownTimezones | undefined;

function knownTimezones(): KnownTimezones {
  if (known === undefined) {
    const names = timezones.split(" ");
    known = { names: new Set(names), byLowerCase: new Map(names.map((name) => [name.toLowerCase(), name])) };
  }
  return known;
}

/** Whether `name` is, letter by letter, a time zone that the pinned Prefect server knows. */
export const isKnownTimezone = (name: string): boolean => knownTimezones().names.has(name);

/** Whether this Node.js, whose time zone data may be newer, knows `name`. Offsets such as `+01:00` are no names. */
function nodeKnows(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const shown = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);

const wants = 'A name from the IANA time zone database is needed, for example "Europe/Paris"';

/**
 * Whether a Prefect server takes `name` as the `timezone` of a schedule of this kind: exactly an IANA name. Cron and
 * interval schedules may also leave it empty. Of an rrule schedule the server checks only that a name is somewhere in
 * it; its scheduler then misses the zone.
 *
 * @example timezone("europe/paris", "cron")  // refused: … The right spelling is "Europe/Paris".
 */
export function timezone(name: string, kind: ScheduleKind): Verdict {
  const { names, byLowerCase } = knownTimezones();
  if (names.has(name)) return accepted;
  if (name === "" && kind === "cron") return accepted;
  if (name === "" && kind === "interval") {
    return doubtful(`The time zone is empty, which a server stores, but its scheduler fails on. ${wants}.`);
  }

  const spelling = byLowerCase.get(name.toLowerCase());
  const advice = spelling === undefined ? `${wants}.` : `The right spelling is ${JSON.stringify(spelling)}.`;
  if (kind === "rrule" && [...names].some((known) => name.includes(known))) {
    return doubtful(
      `${shown(name)} is not a time zone. A server stores it with an rrule, but runs may come at other times than meant. ${advice}`,
    );
  }
  if (spelling !== undefined)
    return refused(`${shown(name)} is not a time zone that Prefect takes. ${advice}`);
  // Names of a machine's own zone file: some servers list them.
  if (/(^|\/)localtime$/.test(name) || nodeKnows(name)) {
    return doubtful(`${shown(name)} is a time zone that not every Prefect server knows. ${advice}`);
  }
  return refused(`${shown(name)} is not a time zone that Prefect takes. ${advice}`);
}
