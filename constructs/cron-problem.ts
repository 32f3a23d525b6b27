/**
 * Why a Prefect server would refuse a cron expression; undefined when it may take it.
 *
 * Prefect reads more than Unix cron: five fields, or six with seconds last, or seven with years after them;
 * `@hourly` and its like; names of months and days; `?`, `L`, `FRI#2`, `L5`; ranges that wrap (`fri-mon`).
 * What is not certainly refused passes here, and the server has the last word.
 */
export function cronProblem(cron: string): string | undefined {
  const text = cron.toLowerCase();
  if (aliases.has(text)) return undefined;
  const items = text.split(/\s+/).filter((item) => item !== "");
  if (items.length < 5 || items.length > 7) {
    return `it has ${items.length} fields, and needs 5 (minute hour day month weekday), 6 (then seconds) or 7 (then years)`;
  }
  for (const [index, item] of items.entries()) {
    const field = fields[index];
    const problem = field && fieldProblem(item, field, items.length);
    if (problem) return `${field.name} "${item}": ${problem}`;
  }
  return undefined;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const fields: readonly Field[] = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of the month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12, words: months },
  { name: "day of the week", min: 0, max: 6, words: weekdays },
  { name: "second", min: 0, max: 59 },
  { name: "year", min: 1970, max: 2099 },
];

const aliases: ReadonlySet<string> = new Set(
  ["midnight", "hourly", "daily", "weekly", "monthly", "yearly", "annually"].map((word) => `@${word}`),
);

function fieldProblem(item: string, field: Field, fieldCount: number): string | undefined {
  if (/^(h|r)$/.test(item) || /^h[(/]/.test(item)) return "random and hashed expressions are not supported";
  if (/^r[(/]/.test(item)) return undefined;
  if (item.includes("?")) {
    if (item !== "?") return '"?" stands alone';
    return field === fields[2] || field === fields[4] ? undefined : '"?" is for days only';
  }
  for (const part of item.split(",")) {
    const problem = partProblem(part, field, fieldCount);
    if (problem) return problem;
  }
  return undefined;
}

function partProblem(part: string, field: Field, fieldCount: number): string | undefined {
  if (field === fields[4]) {
    const nth = /^(\w+(?:-\w+)?)#(\d+)$/.exec(part);
    if (nth?.[1]) {
      const week = Number(nth[2]);
      return week >= 1 && week <= 5 ? partProblem(nth[1], field, fieldCount) : "the week after # is 1 to 5";
    }
    const last = /^l(\d+)$/.exec(part);
    if (last?.[1]) return partProblem(last[1], field, fieldCount);
  }
  const stepped = /^([^/]*)\/(.*)$/.exec(part);
  const range = stepped?.[1] ?? part;
  if (stepped && !/^0*[1-9]\d*$/.test(stepped[2] ?? "")) return `the step after "/" is a number from 1`;
  if (range === "*") return undefined;
  const ends = /^([^-]+)-([^-]+)$/.exec(range);
  if (ends?.[1] && ends[2]) return endProblem(ends[1], field) ?? endProblem(ends[2], field, true);
  if (stepped) return endProblem(range, field);
  if (field === fields[2] && range === "l") return undefined;
  return endProblem(range, field) ?? aloneProblem(Number(range), field, fieldCount);
}

/** An end of a range may lie under the smallest value (`0-5` of a month's days), and Sunday may be 7. */
function endProblem(end: string, field: Field, last = false): string | undefined {
  if (field.words?.includes(end)) return undefined;
  if (last && field === fields[2] && end === "l") return undefined;
  if (!/^\d+$/.test(end)) {
    return `"${end}" is no number${field.words ? ` and none of ${field.words.join(", ")}` : ""}`;
  }
  const max = field === fields[4] ? 7 : field.max;
  return Number(end) > max ? `${end} is more than ${field.max}` : undefined;
}

/** Day 0 and Sunday as 7 are read in some numbers of fields and not in others. */
function aloneProblem(value: number, field: Field, fieldCount: number): string | undefined {
  if (Number.isNaN(value) || value >= field.min) return undefined;
  if (field === fields[2] && fieldCount === 6) return undefined;
  return `${value} is less than ${field.min}`;
}
