import { text } from "../framework/scalars";
import { parseInstant } from "../framework/timestamp";

/** The server counts in microseconds. */
const microseconds = (fraction: string): string => fraction.slice(0, 6).replace(/0+$/, "");

function sameAnchor(wanted: string, actual: string): boolean {
  const left = parseInstant(wanted);
  const right = parseInstant(actual);
  if (left === undefined || right === undefined) return wanted === actual;
  return left.seconds === right.seconds && microseconds(left.fraction) === microseconds(right.fraction);
}

/**
 * The moment that an interval is counted from. A server reads forms that we do not (`2026` is a number of seconds to
 * it): what it then answers is taken for what was meant.
 */
export const anchorText = text({
  label: "an ISO 8601 timestamp",
  same: sameAnchor,
  answers: (wanted) => parseInstant(wanted) === undefined,
});

/** Is the server's anchor the wanted one, as far as that can be told? */
export const isAnchor = (wanted: string, actual: string): boolean =>
  parseInstant(wanted) === undefined || sameAnchor(wanted, actual);
