import { accepted, doubtful, refused, type Verdict } from "./verdict";

/** RFC 3339, where seconds, and the offset, may be left out, and the time as a whole. */
const timestamp =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:[Zz]|[+-](\d\d):(\d\d))?)?$/;

const wants = 'A date or a date and time is needed, for example "2030-01-01T09:00:00Z"';

/**
 * Whether a Prefect server takes `text` as an interval schedule's `anchor_date`: an RFC 3339 date or timestamp. Other
 * forms are doubtful: which of them a server reads, and how (`2026` is a number of seconds), differs.
 */
export function anchorDate(text: string): Verdict {
  const match = timestamp.exec(text);
  const shown = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
  if (match === null) {
    return /\d/.test(text) || text.trim() === "now"
      ? doubtful(`${shown} is not a date that every Prefect server reads as meant. ${wants}.`)
      : refused(`${shown} is not a date. ${wants}.`);
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] =
    match.slice(1).map((part) => Number(part ?? 0));
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lastDay = month === 2 && !leap ? 28 : new Date(Date.UTC(2000, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastDay || hour > 23 || minute > 59 || second > 59) {
    return refused(`${shown} is a date that does not exist. ${wants}.`);
  }
  if (year === 0 || offsetHour > 23 || offsetMinute > 59) {
    return doubtful(`${shown} is not a date that every Prefect server reads. ${wants}.`);
  }
  return accepted;
}
