import { Duration, durationForms, secondsIn } from "./duration";
import { type Construct, Token, Tokenization } from "./framework";
import { refusal } from "./refusal";

/**
 * The seconds of a property that takes a duration.
 *
 * @throws Error naming the construct for a text that is no duration, and for a bare number
 */
export function durationSeconds(construct: Construct, property: string, duration: Duration | string): number;
export function durationSeconds(
  construct: Construct,
  property: string,
  duration: Duration | string | undefined,
): number | undefined;
export function durationSeconds(
  construct: Construct,
  property: string,
  duration: Duration | string | undefined,
): number | undefined {
  if (duration === undefined) return undefined;
  if (duration instanceof Duration) return duration.toSeconds();
  if (Tokenization.isResolvable(duration)) return Token.asNumber(duration);
  const seconds = typeof duration === "string" ? secondsIn(duration) : undefined;
  if (seconds !== undefined) return seconds;
  throw refusal(construct, property, duration, `give a Duration, or ${durationForms}`);
}
