import { cronFields } from "./cron-fields";
import { cronNeverFires } from "./cron-firing";
import { cronWords } from "./cron-words";
import { accepted, doubtful, refused, type Verdict } from "./verdict";

const allowed =
  "Allowed are five fields (minute, hour, day of month, month, day of week), optionally followed by second and year, or an alias such as @daily";
const example = 'for example "30 6 * * MON-FRI"';

const shown = (expression: string): string =>
  JSON.stringify(expression.length > 80 ? `${expression.slice(0, 80)}…` : expression);

/**
 * Whether a Prefect server takes `expression` as a schedule's `cron`: what the croniter library takes, less its
 * random (`R`) and hashed (`H`) fields. An expression that never fires is doubtful, since the scheduler fails on it.
 *
 * @param now decides which years are past.
 * @example cron("0 6 * * MON-FRI")  // { verdict: "accepted" }
 */
export function cron(expression: string, now: Date = new Date()): Verdict {
  const fields = cronWords(expression);

  if (fields.length < 5 || fields.length > 7) {
    return refused(
      `${shown(expression)} is not a cron expression: it has ${fields.length} fields. ${allowed}, ${example}.`,
    );
  }
  if (/[^\P{Nd}0-9]/u.test(expression) || /\d{4000}/.test(expression)) {
    return doubtful(
      `${shown(expression)} holds digits that not every server reads. ${allowed}, written with 0 to 9, ${example}.`,
    );
  }

  const result = cronFields(fields);
  if ("problem" in result) {
    return refused(
      `${shown(expression)} is not a cron expression: ${result.problem} ${allowed}, ${example}.`,
    );
  }
  if (result.random) {
    return doubtful(
      `${shown(expression)} asks for random times, which a server may refuse, and which differ each time it looks. ${allowed}, ${example}.`,
    );
  }
  if (cronNeverFires(result, now)) {
    return doubtful(
      `${shown(expression)} names a date that never comes; a server stores it, but its scheduler fails on it. A day that exists in one of the months is needed, and a year that is neither past nor more than 50 years off, ${example}.`,
    );
  }
  return accepted;
}
