import { answeredAt } from "./server-clock";

const firstDelay = 100;
const longestDelay = 5_000;

/**
 * How long to wait before the next try, in milliseconds: anything from nothing to a bound that doubles with each
 * try (exponential, full jitter), so that requests refused together do not come back together.
 * @param tries how many tries failed, at least 1
 * @param random from 0 to 1
 */
export function backoff(tries: number, random: number): number {
  return random * Math.min(longestDelay, firstDelay * 2 ** (tries - 1));
}

interface Timed {
  readonly "retry-after"?: string | undefined;
  readonly date?: string | undefined;
}

/**
 * What a `Retry-After` header asks for, in milliseconds: a number of seconds, or a date, which counts from the
 * answer's own `Date`, the server's clock, and from `now` where there is none.
 * @returns undefined without a header, or for one that is neither
 */
export function retryAfter(headers: Timed, now: number): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Date.parse makes a date of nearly anything that has a digit.
  const date = /^[a-z]+,? .*\d:\d\d/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - answeredAt(headers, now));
}
