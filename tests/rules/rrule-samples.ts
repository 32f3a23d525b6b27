import fc from "fast-check";

const two = (number: number): string => String(number).padStart(2, "0");

const date = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1990, max: 2040 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom("", "Z", "+0100"),
        fc.constantFrom("date", "compact", "extended"),
      )
      .map(([year, month, day, hour, minute, zone, form]) => {
        if (form === "extended") {
          return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00${zone}`;
        }
        const compact = `${year}${two(month)}${two(day)}`;
        return form === "date" ? compact : `${compact}T${two(hour)}${two(minute)}00${zone}`;
      }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("tomorrow", "2030", "", "MO", "Monday", "20300101Z", "00010101T000000"),
  },
);

const integers = (min: number, max: number) =>
  fc.array(fc.integer({ min, max }), { minLength: 1, maxLength: 3 }).map((list) => list.join(","));

const weekday = fc.oneof(
  fc
    .tuple(fc.constantFrom("", "1", "-1", "+2", "0", "+", "54"), fc.constantFrom("MO", "TU", "su", "XX"))
    .map(([ordinal, name]) => ordinal + name),
  fc.constantFrom("MO(+1)", "MO(0)", "MO(1", "MO(12", "(1)", ""),
);

const part = fc.oneof(
  fc.constantFrom("-1", "0", "1", "2", "7", "30", "x", "+2", "1_0", "").map((text) => `INTERVAL=${text}`),
  fc.integer({ min: -1, max: 9 }).map((count) => `COUNT=${count}`),
  date.map((text) => `UNTIL=${text}`),
  fc.constantFrom("WKST=MO", "WKST=XX", "X=1", "FREQ=DAILY", "freq=weekly", "RRULE", ""),
  fc.array(weekday, { minLength: 1, maxLength: 2 }).map((list) => `BYDAY=${list.join(",")}`),
  integers(-2, 14).map((list) => `BYMONTH=${list}`),
  integers(-32, 32).map((list) => `BYMONTHDAY=${list}`),
  integers(-367, 367).map((list) => `BYSETPOS=${list}`),
  integers(-1, 24).map((list) => `BYHOUR=${list}`),
  integers(0, 60).map((list) => `BYMINUTE=${list}`),
  integers(0, 60).map((list) => `bysecond=${list}`),
  integers(0, 60).map((list) => `BYWEEKNO=${list}`),
  fc.string({ maxLength: 5 }),
);

const frequency = fc.constantFrom("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY");
const recurrence = fc
  .tuple(fc.integer({ min: 0, max: 9 }), frequency, fc.array(part, { maxLength: 2 }))
  .map(([choice, name, parts]) => (choice === 0 ? parts : [`FREQ=${name}`, ...parts]).join(";"));

const parameters = fc.constantFrom(
  "",
  "",
  ";TZID=Europe/Paris",
  ";TZID=europe/paris",
  ";TZID=Nope/X",
  ";VALUE=DATE",
  ";VALUE=X",
  ";VALUE=DATE;TZID=UTC",
  ";TZID=UTC;VALUE=DATE",
);
const dates = fc.array(date, { minLength: 1, maxLength: 2 }).map((list) => list.join(","));
const start = fc.tuple(parameters, date).map(([given, text]) => `DTSTART${given}:${text}`);
const line = fc.oneof(
  recurrence,
  recurrence.map((text) => `RRULE:${text}`),
  recurrence.map((text) => `EXRULE:${text}`),
  start,
  fc
    .tuple(fc.constantFrom("EXDATE", "RDATE"), parameters, dates)
    .map(([name, given, text]) => `${name}${given}:${text}`),
  fc.constantFrom("X:1", "RRULE;A=1:FREQ=DAILY", "RRULE:RRULE:FREQ=DAILY", "dtstart:20200101t000000z", " "),
);

/** Recurrence rules, about a third of them valid. */
export const rrules: fc.Arbitrary<string> = fc.oneof(
  recurrence,
  recurrence.map((text) => `RRULE:${text}`),
  fc.tuple(start, recurrence).map(([first, text]) => `${first}\nRRULE:${text}`),
  fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 3 }), fc.constantFrom("\n", "\r\n", " ", "\n\n"))
    .map(([lines, separator]) => lines.join(separator)),
);
