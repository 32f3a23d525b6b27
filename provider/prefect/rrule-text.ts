import { text } from "../framework/scalars";

/** What the server puts before a rule that does not say when it starts. */
const serverStart = "DTSTART:20200101T000000\n";

/** Is the stored rule what the server makes of the wanted one? */
export const sameRRule = (wanted: string, actual: string): boolean =>
  wanted === actual || serverStart + wanted === actual || serverStart + actual === wanted;

/** An iCalendar recurrence rule. */
export const rruleText = text({ label: "an iCalendar RRULE", same: sameRRule });
