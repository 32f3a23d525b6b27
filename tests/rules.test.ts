import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { LosslessNumber } from "lossless-json";
import { beforeAll, describe, expect, it } from "vitest";
import * as rules from "../rules";
import { evaluate } from "../rules/json-schema/evaluate";
import { closed, hydrated } from "../rules/json-schema/value";
import { modernSchema, withoutRequired } from "../rules/parameter-schema";
import { timezonesOf } from "../scripts/openapi-timezones";
import { cronExpressions } from "./rules/cron-samples";
import { parameterCases } from "./rules/parameter-samples";
import { type Case, prefectAccepts } from "./rules/prefect-accepts";
import { rrules } from "./rules/rrule-samples";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { projectRoot } from "./support/project-paths";
import { sharedServer, uniqueName } from "./support/shared-server";

const seed = 20_240_101;
const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] => [
  ...new Set(fc.sample(arbitrary, { seed, numRuns: count })),
];

const never = [
  "0 0 30 2 *",
  "0 0 30 2 1",
  "0 0 31 4,6 *",
  "0 0 1 1 * 0 1999",
  "0 0 31 * 1#1",
  "0 0 * * * 0 2099",
];
const fires = [
  "0 0 29 2 *",
  "0 0 L 2 *",
  "0 0 29-31 2 1#5",
  "0 0 30 1,2 *",
  "0 0 * * * 0 2040",
  "0 0 31 * l1",
];

const expressions = [
  ...["@hourly", "@DAILY", " @daily", "@reboot", "@every 5m", "", "* * * *", "* * * * * * * *", "61 * * * *"],
  ...["0 0 * * 7", "0 0 * * 7 0", "0 0 0 * *", "0 0 0 * * 0", "0 0 0-0 * *", "0 0 5-0 * *", "0 0 L * *"],
  ...["  0\t0 * *\n* ", "0 0 * * *\ufeff", "0\u00a00 * * *", "\u0660 0 * * *", "R * * * *", "h/5 * * * *"],
  ...["0 0 * FEB-nov/3 SAT-SUN", "0 0 * * MON#2,L5", "0 0 * * MON#2,3", "0 0 15W * *", "*/0 * * * *"],
  ...sample(cronExpressions, 2500),
];

const manyOffsets = `FREQ=DAILY;BYEASTER=${"1,".repeat(3300)}1`;
const rulesAtTheLimit = [6475, 6476, 6477, 6500, 6501].map((length) =>
  manyOffsets
    .slice(0, length - 1)
    .replace(/,$/, "0")
    .concat("1"),
);
const recurrences = [
  ...["INTERVAL=2", "DTSTART:20200101T000000", "", " ", "FREQ=MINUTELY;INTERVAL=0", "FREQ=DAILY;INTERVAL=0"],
  ...["FREQ=HOURLY;INTERVAL=2;BYHOUR=9", "DTSTART:20200101T090000\nRRULE:FREQ=HOURLY;INTERVAL=2;BYHOUR=9"],
  ...["DTSTART:20200101T000000\nRRULE:FREQ=HOURLY;INTERVAL=2;BYHOUR=9", "FREQ=DAILY;UNTIL=20300101T000000Z"],
  ...["DTSTART:20200101T000000Z\nRRULE:FREQ=DAILY;UNTIL=20300101", "FREQ=DAILY;;INTERVAL=2", "FREQ=DAILY;"],
  ...[
    "DTSTART;TZID=Europe/Paris:20200101T000000Z\nRRULE:FREQ=DAILY",
    "EXDATE:20200101",
    "FREQ=DAILY;BYHOUR=24",
  ],
  ...rulesAtTheLimit,
  `DTSTART:20200101T000000\nRRULE:${manyOffsets}`.slice(0, 6500),
  ...sample(rrules, 2500),
];

const numbers = sample(
  fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ noNaN: true, min: -1e-6, max: 2e-6 }),
    fc.double({ noNaN: true, min: 8.6e13, max: 8.65e13 }),
    fc.integer(),
  ),
  800,
);
const exactNumbers = [
  "0",
  "-0",
  "0.0",
  "1.0",
  "1e2",
  "86399999999999",
  "86400000000000",
  "1e400",
  "0.0000001",
].map((text) => new LosslessNumber(text));

const anchorDates = [
  ...[
    "2026-01-01",
    "2026-01-01T00:00",
    "2026-01-01 00:00:00",
    "2026-01-01t00:00:00.123456789z",
    "2026-02-30",
  ],
  ...["2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00+23:59", "0000-01-01", "tomorrow"],
  ...[
    "",
    "now",
    "2026",
    "2026-W01",
    "12:00",
    "1700000000",
    "2026-01-01T00:00:00 Z",
    "2024-02-29",
    "2023-02-29",
  ],
  ...sample(fc.string({ maxLength: 12 }), 300),
  ...sample(fc.date({ noInvalidDate: true }), 300).map((date) => date.toISOString()),
];

const document = readFileSync(join(projectRoot, "client/openapi/openapi.json"), "utf8");
// Prefect lists the time zones of its machine anew for each value: a part of them must do.
const zones = timezonesOf(document).filter((_, index) => index % 5 === 0);
const timezones = [
  ...zones,
  ...zones.filter((_, index) => index % 4 === 0).map((name) => name.toLowerCase()),
  ...["", "UTC+1", "+01:00", "xUTCx", "Europe/Pariss", "Mars/Olympus", "localtime", "EST5EDT", "Factory"],
  ...sample(fc.string({ maxLength: 6 }), 50),
];

const names = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...["", " ", "' \"", "a/b", "a b é%", "..", "a\n", "é", "😀", "a".repeat(255), "a".repeat(256)],
  ...sample(fc.string({ maxLength: 5 }), 300),
  ...sample(fc.string({ maxLength: 3, unit: fc.constantFrom(..."az09-_ '\"/%&<>P") }), 300),
];

/** Values of one of the rules of `judge.py`, with our verdict on each. */
type Table = { readonly rule: string; readonly judged: readonly { value: unknown; verdict: string }[] };

const table = <T>(rule: string, judge: (value: T) => rules.Verdict, values: readonly T[]): Table => ({
  rule,
  judged: values.map((value) => ({ value, verdict: judge(value).verdict })),
});

const tables = [
  table("cron", rules.cron, [...expressions, ...never, ...fires]),
  table("rrule", rules.rrule, recurrences),
  table("interval", rules.interval, [...numbers, 2n ** 70n, 3600n, ...exactNumbers]),
  table("anchor date", rules.anchorDate, anchorDates),
  table("timezone cron", (name) => rules.timezone(name, "cron"), timezones),
  table("timezone interval", (name) => rules.timezone(name, "interval"), timezones),
  table("timezone rrule", (name) => rules.timezone(name, "rrule"), timezones),
  table("flow name", rules.flowName, names),
  table("work pool name", rules.workPoolName, names),
  table("work queue name", rules.workQueueName, names),
  table("deployment name", rules.deploymentName, names),
  table("variable name", rules.variableName, names),
];

const parameterSamples = sample(parameterCases, 1000);
const jobVariableSamples = parameterSamples.slice(0, 250);
const requests = ["create", "update"] as const;
const places = ["deployment", "action", "move"] as const;

describe("verdicts against Prefect's own code", () => {
  /** Whether Prefect accepts each value, by rule. */
  const prefect = new Map<string, boolean[]>();

  beforeAll(() => {
    const cases = new Map<string, Case[]>([
      ["cron fires", [...never, ...fires].map((value) => ["cron fires", value])],
    ]);
    for (const { rule, judged } of tables)
      cases.set(
        rule,
        judged.map(({ value }) => [rule, value]),
      );
    for (const request of requests) {
      const rule = `parameters ${request}`;
      cases.set(
        rule,
        parameterSamples.map(([values, schema]) => [rule, values, schema]),
      );
      cases.set(
        `${rule}: no values`,
        parameterSamples.map(([, schema]) => [rule, {}, schema]),
      );
    }
    for (const place of places) {
      const rule = `job variables ${place}`;
      cases.set(
        rule,
        jobVariableSamples.map(([values, schema]) => [rule, values, schema]),
      );
    }
    const answers = prefectAccepts([...cases.values()].flat());
    let start = 0;
    for (const [name, { length }] of cases) {
      prefect.set(name, answers.slice(start, start + length));
      start += length;
    }
  });

  it.each(tables)("$rule", ({ rule, judged }) => {
    const accepted = prefect.get(rule) ?? [];
    const wrong = judged.flatMap(({ value, verdict }, index) => {
      const theirs = accepted[index] ? "accepted" : "refused";
      return verdict === "doubtful" || verdict === theirs ? [] : [{ value, verdict, theirs }];
    });
    expect(wrong).toEqual([]);
    expect([...new Set(judged.map(({ verdict }) => verdict))].sort()).toEqual([
      "accepted",
      "doubtful",
      "refused",
    ]);
  });

  it("cron expressions that never fire are doubtful", () => {
    expect(prefect.get("cron fires")).toEqual([...never.map(() => false), ...fires.map(() => true)]);
    for (const expression of never) expect(rules.cron(expression)).toMatchObject({ verdict: "doubtful" });
    for (const expression of fires) expect(rules.cron(expression)).toEqual({ verdict: "accepted" });
  });

  it.each(requests)("parameters, on %s", (request) => {
    const accepted = prefect.get(`parameters ${request}`) ?? [];
    const sound = prefect.get(`parameters ${request}: no values`) ?? [];
    const counts = { misfit: 0, fit: 0, unsure: 0 };
    const wrong = parameterSamples.filter(([values, schema], index) => {
      if (rules.parameters(values, schema, request).length > 0) {
        counts.misfit += 1;
        return accepted[index];
      }
      const isCreate = request === "create";
      const read = withoutRequired(isCreate ? schema : modernSchema(schema));
      if (evaluate(read, values, isCreate ? closed : hydrated).unsure) {
        counts.unsure += 1;
        return false;
      }
      counts.fit += 1;
      // A schema that Prefect cannot use refuses everything, and nothing is said of it.
      return sound[index] && !accepted[index];
    });
    expect(wrong).toEqual([]);
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(5);
  });

  it.each(places)("job variables, in a %s", (place) => {
    const accepted = prefect.get(`job variables ${place}`) ?? [];
    const ours = jobVariableSamples.map(
      ([values, variables]) => rules.jobVariables(values, { variables }, place).length === 0,
    );
    expect(jobVariableSamples.filter((_, index) => !ours[index] && accepted[index])).toEqual([]);
    // Defaults with a format are not judged, nor is a schema that Prefect cannot use.
    expect(ours.filter((one, index) => one === accepted[index]).length).toBeGreaterThan(235);
    expect(accepted).toContain(false);
  });
});

describe("names on a real server", () => {
  const freshNames = (): string[] => [
    ..."/%&<>".split("").map((character) => `${uniqueName("name")}${character}`),
    ...["", "'", ". -_é😀"].map((end) => uniqueName("name") + end),
    `prefect-${uniqueName("pool")}`,
    `Prefect${uniqueName("pool")}`,
  ];

  it.each([
    ["deployment", rules.deploymentName],
    ["work pool", rules.workPoolName],
    ["flow", rules.flowName],
  ] as const)("%s", async (kind, judge) => {
    const api: PrefectApi = prefectApi((await sharedServer()).apiUrl);
    const flow = (await api.call("POST", "/flows/", { name: uniqueName("flow") })).object();
    const create = {
      deployment: (name: string) => api.call("POST", "/deployments/", { name, flow_id: flow.id }),
      "work pool": (name: string) => api.call("POST", "/work_pools/", { name, type: "process" }),
      flow: (name: string) => api.call("POST", "/flows/", { name }),
    };
    for (const name of freshNames()) {
      const { status } = await create[kind](name);
      expect({ name, verdict: judge(name).verdict }).toEqual({
        name,
        verdict: status < 300 ? "accepted" : "refused",
      });
    }
  });
});
