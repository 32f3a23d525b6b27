import type { Timestamp } from "../value";

/** An instant as a calendar and a clock on the wall of some place show it. */
export interface ZonedTime {
  /** `2026-03-01`. */
  readonly date: string;
  /** `Sun`. */
  readonly weekday: string;
  /** `1 Mar`. */
  readonly dayOfMonth: string;
  readonly hour: number;
  /** `09:05`. */
  readonly time: string;
}

/** Offsets from UTC change at multiples of this alone. */
const slotMilliseconds = 15 * 60_000;

const twoDigits = (number: number): string => String(number).padStart(2, "0");

/** Reads instants in a time zone, quickly for many of the same days; undefined for what is no instant. */
export function zonedClock(timeZone: string): (at: Timestamp) => ZonedTime | undefined {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const months = new Map(
    [..."JanFebMarAprMayJunJulAugSepOctNovDec".matchAll(/.{3}/g)].map(([name], index) => [name, index + 1]),
  );
  const slots = new Map<number, { readonly shown: ZonedTime; readonly minute: number }>();

  const slotOf = (slot: number): { readonly shown: ZonedTime; readonly minute: number } => {
    const parts = new Map(
      format.formatToParts(slot * slotMilliseconds).map(({ type, value }) => [type, value] as const),
    );
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
    const month = part("month").slice(0, 3);
    const shown = {
      date: `${part("year")}-${twoDigits(months.get(month) ?? 0)}-${twoDigits(Number(part("day")))}`,
      weekday: part("weekday"),
      dayOfMonth: `${Number(part("day"))} ${month}`,
      hour: Number(part("hour")),
      time: "",
    };
    return { shown, minute: Number(part("minute")) };
  };

  return (at) => {
    const instant = Date.parse(at);
    if (Number.isNaN(instant)) return undefined;
    const slot = Math.floor(instant / slotMilliseconds);
    const found = slots.get(slot) ?? slotOf(slot);
    slots.set(slot, found);
    const minute = found.minute + Math.floor((instant - slot * slotMilliseconds) / 60_000);
    return { ...found.shown, time: `${twoDigits(found.shown.hour)}:${twoDigits(minute)}` };
  };
}
