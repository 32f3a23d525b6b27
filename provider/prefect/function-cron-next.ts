import { cron as cronVerdict, instantText, mostOccurrences, occurrences, readInstant } from "../../rules";
import { list } from "../framework/collections";
import { parameter, providerFunction } from "../framework/function";
import { integer, string } from "../framework/scalars";

export const cronNext = providerFunction("cron_next", {
  summary: "The next moments of a cron schedule",
  doc: [
    "The next `count` moments at which a cron schedule fires, from `after` on, as RFC 3339 timestamps in UTC: those that Prefect's scheduler computes, changes of clocks included. A moment equal to `after` counts.",
    "",
    "`after` has to be given, because a function may not read the clock: `plantimestamp()` is the time of the plan.",
    "",
    "A local time that is skipped when clocks are set forward fires one hour earlier, one that comes twice when they are set back fires the first time. An expression that does not come `count` times within 50 years is an error, because Prefect's scheduler fails on it as well.",
  ].join("\n"),
  parameters: {
    cron: parameter(
      string,
      'The cron expression, such as `"30 6 * * MON-FRI"`, or an alias such as `"@daily"`.',
    ),
    timezone: parameter(string, 'Name of the time zone, such as `"Europe/Paris"`; null is UTC.').nullable(),
    after: parameter(
      string,
      "The moment to start from, as an RFC 3339 timestamp, such as `plantimestamp()`.",
    ),
    count: parameter(integer, `How many moments, from 1 to ${mostOccurrences}.`),
  },
  returns: list(string),
  call: ({ cron, timezone, after, count }, refuse) => {
    const verdict = cronVerdict(cron);
    if (verdict.verdict === "refused") return refuse("cron", verdict.reason);
    const start = readInstant(after);
    if (start === undefined) {
      return refuse(
        "after",
        `${JSON.stringify(after)} is not an RFC 3339 timestamp such as "2026-01-31T00:00:00Z". Use plantimestamp() for the time of the plan.`,
      );
    }
    if (count < 1 || count > mostOccurrences) {
      return refuse("count", `${count} was given; it must be from 1 to ${mostOccurrences}.`);
    }
    const found = occurrences({ cron, timezone: timezone ?? undefined }, start, count);
    if ("problem" in found) return refuse(found.about === "timezone" ? "timezone" : "cron", found.problem);
    return found.moments.map(instantText);
  },
});
