import type { Clock } from "./clock";
import { type Instant, ofSeconds, wholeSeconds } from "./instant";

const million = 1_000_000n;
const daySeconds = 86_400;

/** A number to the nearest integer; a half to the even one, as Python rounds. */
function rounded(number: number): number {
  const floor = Math.floor(number);
  const rest = number - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}

/** Seconds as whole microseconds: minutes apart from the rest, so that long spans keep their fraction. */
export function microsecondsOf(seconds: number): bigint {
  const size = Math.abs(seconds);
  const rest = size % 60;
  const whole = Math.floor(rest);
  const micros =
    BigInt(Math.round((size - rest) / 60)) * 60n * million +
    BigInt(whole) * million +
    BigInt(rounded((rest - whole) * 1e6));
  return seconds < 0 ? -micros : micros;
}

const inSeconds = (micros: bigint): number => Number(micros) / 1e6;

/** The time on the wall of an instant, both in microseconds. */
export const wallOf = (clock: Clock, instant: Instant): bigint =>
  instant + ofSeconds(clock.offsetAt(wholeSeconds(instant)));

function instantOf(clock: Clock, wall: bigint): Instant {
  const seconds = wholeSeconds(wall);
  return wall - ofSeconds(seconds) + ofSeconds(clock.instantOf(seconds, "second"));
}

/**
 * The moments of an interval schedule from `after` on, without end.
 *
 * As Prefect has it: from the anchor it first goes as many intervals as fit, each as long as the last, and from there
 * on it counts whole days by the clock on the wall. So a daily schedule keeps its hour through a change of clocks, but
 * the hour itself is that of the anchor only while clocks show the same time as then.
 *
 * @param interval in microseconds
 */
export function* intervalMoments(
  interval: bigint,
  anchor: Instant,
  clock: Clock,
  after: Instant,
): Generator<Instant> {
  const total = inSeconds(interval);
  const days = interval / (BigInt(daySeconds) * million);
  const rest = microsecondsOf(total - Number(days) * daySeconds);
  const step = (from: Instant): Instant =>
    days === 0n
      ? from + rest
      : instantOf(clock, wallOf(clock, from) + days * BigInt(daySeconds) * million + rest);

  let next = anchor + microsecondsOf(total * Math.trunc(inSeconds(after - anchor) / total));
  // Compared by the clock on the wall: an hour that comes twice is not told apart.
  while (wallOf(clock, next) < wallOf(clock, after)) next = step(next);
  for (;;) {
    yield next;
    next = step(next);
  }
}
