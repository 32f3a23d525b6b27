import fc from "fast-check";
import { type Instant, ofDate, toDate } from "../../rules/instant";
import { occurrences, type ScheduleRule } from "../../rules/occurrences";
import { cronExpressions } from "./cron-samples";
import { rrules } from "./rrule-samples";

/** Days on which clocks were, or will be, changed, by time zone. */
const changes: Readonly<Record<string, readonly string[]>> = {
  "Europe/Berlin": ["2024-03-31", "2024-10-27", "2026-03-29", "2026-10-25"],
  "America/New_York": ["2025-03-09", "2025-11-02"],
  "America/Sao_Paulo": ["2017-10-15", "2018-02-18", "2018-11-04", "2019-02-17"],
  "America/St_Johns": ["2011-03-13", "2011-11-06", "2026-11-01"],
  "America/Havana": ["2026-03-08", "2026-11-01"],
  "Australia/Lord_Howe": ["2025-04-06", "2025-10-05", "2026-04-05"],
  "Africa/Casablanca": ["2025-02-23", "2025-04-06"],
  "Europe/Dublin": ["2026-03-29", "2026-10-25"],
  "Pacific/Chatham": ["2026-04-05", "2026-09-27"],
  "Asia/Kathmandu": ["2026-01-01"],
  "Etc/GMT+12": ["2026-01-01"],
  UTC: ["2026-02-28", "2028-02-29"],
};

const zones = Object.keys(changes);
const hour = 3_600_000_000n;

/** A time zone, or none, with a moment near a change of its clocks or anywhere. */
const placed: fc.Arbitrary<readonly [timezone: string | undefined, after: Instant]> = fc
  .tuple(
    fc.constantFrom(...zones, undefined),
    fc.nat(9),
    fc.integer({ min: -30, max: 40 }),
    fc.constantFrom(0, 0, 1, 59, 1799, 1800, 3599),
    fc.constantFrom(0, 0, 1, 500_000, 999_999),
    fc.date({ min: new Date("2012-01-01"), max: new Date("2036-01-01"), noInvalidDate: true }),
  )
  .map(([timezone, choice, hours, seconds, micros, anywhere]) => {
    const days = changes[timezone ?? "UTC"] ?? [];
    const day = choice > 6 ? undefined : days[choice % days.length];
    const base = ofDate(day === undefined ? anywhere : new Date(`${day}T00:00:00Z`));
    return [timezone, base + BigInt(hours) * hour + BigInt(seconds) * 1_000_000n + BigInt(micros)];
  });

const nightly = fc.constantFrom(
  ...["30 2 * * *", "0 2 * * *", "*/15 1-3 * * *", "0 * * * *", "0 0 * * *", "59 23 * * *", "*/30 * * * *"],
  ...["0 0 1,30 * *", "0 0 L * *", "0 0 L 2 MON", "0 9 15 * 1", "0 9 1-31 * 1", "0 9 * * 0-6", "0 0 29 2 *"],
  ...[
    "0 9 * * 5#2",
    "0 9 * * L5",
    "0 9 13 * 5#2",
    "0 9 * * MON#1,TUE#5",
    "30 1 * * SUN 15",
    "@weekly",
    "@monthly",
  ],
  ...[
    "0 0 31 * *",
    "0 0 30,31 * *",
    "0 0 29-31 2,4 *",
    "*/7 */5 */3 */2 *",
    "0 0 1 1 * 0 2040",
    "0 12 * * 7",
  ],
);
const cron = fc
  .tuple(fc.oneof({ weight: 2, arbitrary: nightly }, { weight: 3, arbitrary: cronExpressions }), fc.boolean())
  .map(([expression, dayOr]) => ({ cron: expression, dayOr }));

const seconds = fc.oneof(
  fc.constantFrom(0.000_001, 0.1, 0.001, 1, 1.5, 60, 900, 1800, 3600, 5400, 7200, 86_399.5, 86_400, 90_000.1),
  fc.constantFrom(2 * 86_400, 86_400 + 1800, 7 * 86_400, 2_592_000, 31_536_000, 0.3, 1 / 3, 12.345_678_9),
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.double({ min: 0.01, max: 500_000, noNaN: true }),
);
const anchor = fc.oneof(
  fc.constantFrom("2020-01-01", "2024-03-31T01:30:00Z", "2024-07-01T09:00:00+02:00", "2025-01-15T09:00"),
  fc.constantFrom("2026-10-25T00:30:00.123456Z", "2019-06-01T12:00:00.5-03:00", "2040-01-01T00:00:00Z"),
  fc.constantFrom("2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z", "2024-10-27 01:30:00.123456789Z"),
  fc
    .date({ min: new Date("1980-01-01"), max: new Date("2037-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString()),
);
const interval = fc.tuple(seconds, anchor).map(([every, anchorDate]) => ({ interval: every, anchorDate }));

const starts = [
  ...[
    "",
    "",
    "DTSTART:20240101T020000\nRRULE:",
    "DTSTART:20251231T013000Z\nRRULE:",
    "DTSTART:20200229\nRRULE:",
  ],
  ...["DTSTART;TZID=America/New_York:20230309T023000\nRRULE:", "DTSTART:20310131T233000\nRRULE:"],
];
const common = fc.constantFrom(
  ...[
    "FREQ=DAILY",
    "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,30",
    "FREQ=HOURLY",
    "FREQ=HOURLY;INTERVAL=5;BYHOUR=0,5,13,14",
  ],
  ...[
    "FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=2",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU",
  ],
  ...[
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=+1MO,-2TU;BYHOUR=2,3",
    "FREQ=MONTHLY;BYMONTHDAY=-1,15,31",
  ],
  ...[
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,2",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYWEEKNO=1,-1,53;BYDAY=MO,SU",
  ],
  ...[
    "FREQ=YEARLY;BYEASTER=-2,0,1,49",
    "FREQ=YEARLY;BYYEARDAY=1,-1,60,366",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
  ],
  ...[
    "FREQ=YEARLY;BYDAY=20MO,-1WE;BYHOUR=2",
    "FREQ=MINUTELY;INTERVAL=7",
    "FREQ=MINUTELY;INTERVAL=45;BYHOUR=1,2,3",
  ],
  ...["FREQ=SECONDLY;INTERVAL=1801;COUNT=100", "FREQ=DAILY;COUNT=2000", "FREQ=DAILY;UNTIL=20260101T000000"],
  ...[
    "FREQ=WEEKLY;BYWEEKNO=1,52,53;BYDAY=MO,FR,SU;WKST=WE",
    "FREQ=DAILY;BYYEARDAY=-1,1;BYSETPOS=1",
    "FREQ=HOURLY;BYSETPOS=1,-1;BYMINUTE=5,50",
  ],
  ...["FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=WEEKLY;BYMONTH=12,1;BYDAY=TU,TH", "FREQ=MONTHLY;INTERVAL=5"],
);
const extras = fc.constantFrom(
  ...["", "", "", "\nEXDATE:20260101T020000,20260329T023000", "\nRDATE:20261025T023000,20240331T013000Z"],
  ...["\nEXRULE:FREQ=WEEKLY;BYDAY=WE", "\nRRULE:FREQ=MONTHLY;BYMONTHDAY=13;BYHOUR=2"],
);
const written = fc
  .tuple(fc.constantFrom(...starts), common, extras)
  .map(([start, rule, extra]) =>
    start === "" && extra !== "" ? `RRULE:${rule}${extra}` : start + rule + extra,
  );
const fires = (rule: string): boolean => {
  const found = occurrences({ rrule: rule }, ofDate(new Date("2012-01-01")), 1);
  return "moments" in found && found.moments.length > 0;
};
const rrule = fc.oneof(
  { weight: 3, arbitrary: written },
  // Prefect goes through all dates from the first on, which takes long where they are many, or never fit.
  { weight: 1, arbitrary: rrules.filter((rule) => !/HOURLY|MINUTELY|SECONDLY/i.test(rule) && fires(rule)) },
);

/** The same rule, where it fires often, from a start that is some hours before `after`. */
function startedNear(rule: string, after: Instant): string {
  if (!/HOURLY|MINUTELY|SECONDLY/.test(rule)) return rule;
  const date = toDate(after - BigInt(rule.length % 50) * hour).toISOString();
  const start = `DTSTART:${date.slice(0, 19).replace(/[-:]/g, "")}`;
  return `${start}\n${rule.replace(/^DTSTART.*\n/, "").replace(/^(?!RRULE:)/, "RRULE:")}`;
}

/** A schedule, a moment near a change of clocks or anywhere, and how many of the next moments are wanted. */
export type Sample = readonly [schedule: ScheduleRule, after: Instant, count: number];

const counts = fc.constantFrom(1, 3, 10, 30);

const samplesOf = (schedule: fc.Arbitrary<ScheduleRule>): fc.Arbitrary<Sample> =>
  fc
    .tuple(schedule, placed, counts)
    .map(([rule, [timezone, after], count]) => [{ ...rule, timezone }, after, count]);

/** In the summer before 2038 the files of these zones, unlike that of Sydney, have a last change that is none. */
const hasOddEnd = (timezone: string | undefined): boolean =>
  timezone === "Pacific/Chatham" || timezone === "Australia/Lord_Howe";
const oddEnd = { from: Date.UTC(2037, 8), to: Date.UTC(2038, 1) };

/** Is no moment of it one at which it depends on the file of the time zone how a rule is read? */
const isPlain = ([schedule, after, count]: Sample): boolean => {
  if (!hasOddEnd(schedule.timezone)) return true;
  const found = occurrences(schedule, after, count);
  const moments = "moments" in found ? found.moments.map((moment) => toDate(moment).getTime()) : [];
  return !moments.some((time) => time >= oddEnd.from && time < oddEnd.to);
};

export const scheduleSamples = {
  cron: samplesOf(cron),
  interval: samplesOf(interval),
  rrule: fc
    .tuple(rrule, placed, counts)
    .map(
      ([rule, [timezone, after], count]): Sample => [
        { rrule: startedNear(rule, after), timezone },
        after,
        count,
      ],
    )
    .filter(isPlain),
};
