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

/**
 * What a `Retry-After` header asks for, in milliseconds from `now`: a number of seconds or a date.
 * @returns undefined without a header, or for one that is neither
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
