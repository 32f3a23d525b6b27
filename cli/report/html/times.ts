import type { Timestamp } from "../value";
import { html, type Markup } from "./markup";
import { type ZonedTime, zonedClock } from "./zoned-time";

/** Writes instants for people, all in one time zone. */
export interface Times {
  readonly timeZone: string;
  readonly read: (at: Timestamp) => ZonedTime | undefined;
  /** `Sun 1 Mar 2026, 12:00`. */
  readonly full: (at: Timestamp) => Markup;
}

export function timesIn(timeZone: string): Times {
  const read = zonedClock(timeZone);
  const full = (at: Timestamp): Markup => {
    const shown = read(at);
    if (shown === undefined) return html`${at}`;
    const { weekday, dayOfMonth, date, time } = shown;
    return html`<time datetime="${at}">${weekday} ${dayOfMonth} ${date.slice(0, 4)}, ${time}</time>`;
  };
  return { timeZone, read, full };
}
