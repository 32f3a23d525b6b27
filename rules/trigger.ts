import { accepted, doubtful, refused, type Verdict } from "./verdict";

/** The least, in seconds, that a Proactive trigger waits; also what it waits where nothing (or 0) is said. */
export const proactiveSeconds = 10;

/** Seconds within which the events of an event trigger count. From `POST /automations/`. */
export function eventWithin(posture: unknown, seconds: number): Verdict {
  if (seconds < 0) return waitingSeconds(seconds);
  if (posture !== "Proactive" || seconds >= proactiveSeconds) return accepted;
  const rule = `A Proactive trigger waits ${proactiveSeconds} seconds or more, and within is ${seconds}.`;
  return seconds > 0
    ? refused(rule)
    : doubtful(
        `${rule} The server takes 0 for ${proactiveSeconds}: leave it out, or say ${proactiveSeconds}.`,
      );
}

/** How many of a compound trigger's triggers must fire: `"any"`, `"all"`, or a number, also as text. From `POST /automations/`. */
export function compoundRequire(require: unknown, triggers: number): Verdict {
  if (require === "any" || require === "all") return accepted;
  const text = typeof require === "number" ? String(require) : require;
  const number = typeof text === "string" && /^\d+$/.test(text) ? Number(text) : undefined;
  if (number !== undefined && number >= 1 && number <= triggers) return accepted;
  const given = typeof text === "string" ? JSON.stringify(text) : "Something else";
  return refused(
    `${given} was given; it must be "any", "all" or a whole number from 1 to ${triggers}, the number of triggers.`,
  );
}

/** The least, in seconds, over which a metric is measured and for which it must hold; also what it is where nothing is said. */
export const metricSeconds = 300;

/** Seconds over which a metric is measured, or for which it must hold. From Prefect's client. */
export const metricSpan = (seconds: number): Verdict =>
  seconds < metricSeconds
    ? refused(`${seconds} was given; it must be ${metricSeconds} seconds or more.`)
    : accepted;

/** How many events: the server takes any whole number, also one with which a trigger has no sense. */
export function eventThreshold(posture: unknown, threshold: number): Verdict {
  if (threshold < 0) return doubtful(`${threshold} was given; it must be a number of events, 1 or more.`);
  if (posture !== "Proactive" || threshold > 0) return accepted;
  return doubtful(
    "0 was given: a Proactive trigger fires when fewer events come, so this one never does. Give 1 or more.",
  );
}

/** Seconds of a window, a measurement or a delay: none are below 0. */
export const waitingSeconds = (seconds: number): Verdict =>
  seconds < 0 ? refused(`${seconds} was given; it must be 0 seconds or more.`) : accepted;
