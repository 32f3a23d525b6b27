import { duration as durationSeconds } from "../../rules";
import type { CtyNumber } from "../cty/number";
import { parameter, providerFunction } from "../framework/function";
import { number, string } from "../framework/scalars";

const forms =
  'Write units ("1h30m", "90 s", "2 days"), ISO 8601 ("PT1H30M") or a clock ("01:30:00", "1 day, 2:00:00").';

export const duration = providerFunction("duration", {
  summary: "Seconds of a duration",
  doc: [
    "Turns a duration as people write it into a number of seconds, as attributes such as `interval`, `within` and `grace_period_seconds` take it.",
    "",
    "It reads units from the longest to the shortest (`1h30m`, `90 s`, `2 weeks`, `1 hour, 30 minutes`), ISO 8601 (`PT1H30M`, `P1DT12H`; a month counts 30 days and a year 365, as a Prefect server has it) and clocks (`01:30:00`, `1 day, 2:00:00`, as Python prints a timedelta). A bare number is refused, since it does not say its unit.",
    "",
    "The result is exact to the microsecond.",
  ].join("\n"),
  parameters: { text: parameter(string, 'The duration, such as `"1h30m"`.') },
  returns: number,
  call: ({ text }, refuse): CtyNumber => {
    const seconds = durationSeconds(text.trim());
    if (seconds !== undefined) return seconds;
    const why = /^[+-]?[\d.]+$/.test(text.trim()) ? "does not say its unit" : "is not a duration";
    return refuse("text", `${JSON.stringify(text)} ${why}. ${forms}`);
  },
});
