import { describe, expect, it } from "vitest";
import { rrule } from "./rrule";

describe("rrule", () => {
  it.each([
    "FREQ=DAILY",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,-1FR,+2TU;INTERVAL=2",
    "rrule:freq=daily;until=20300101t090000",
    "DTSTART:20200101T090000\nRRULE:FREQ=DAILY",
    "DTSTART:20200101T090000\r\nRRULE:FREQ=DAILY;COUNT=5\r\nEXDATE:20200102T090000",
    "DTSTART;TZID=Europe/Paris:20200101T090000\nRRULE:FREQ=DAILY;UNTIL=20300101T000000Z",
    "DTSTART:20200101T090000Z\nRRULE:FREQ=DAILY;UNTIL=20300101T000000Z",
    "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\nEXRULE:FREQ=MONTHLY\nRDATE:20300101,20300201T090000Z",
    "FREQ=HOURLY;INTERVAL=2;BYHOUR=8,9",
    "DTSTART:20200101T090000\nRRULE:FREQ=HOURLY;INTERVAL=2;BYHOUR=9",
    "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR",
  ])("accepts %j", (rule) => {
    expect(rrule(rule)).toEqual({ verdict: "accepted" });
  });

  it.each([
    ["", "It is empty"],
    ["every day", '"EVERY" is not a part'],
    ["INTERVAL=2", "It has no FREQ"],
    ["DTSTART:20200101T090000", "It has no RRULE"],
    ["FREQ=NEVER", "FREQ=NEVER is not one of YEARLY"],
    ["FREQ=DAILY;", '"" is not a part'],
    ["FREQ=DAILY; INTERVAL=2", '"" is not a part'],
    ["FREQ=DAILY;INTERVAL=two", "INTERVAL=TWO is not a whole number"],
    ["FREQ=DAILY;BYDAY=XX", "BYDAY=XX is not a list of weekdays"],
    ["FREQ=DAILY;BYDAY=0MO", "BYDAY=0MO is not a list of weekdays"],
    ["FREQ=DAILY;BYSETPOS=0", "other than 1 to 366"],
    ["FREQ=DAILY;BYHOUR=24", "goes beyond the clock"],
    ["FREQ=DAILY;BYHOUR=x", "not a list of whole numbers"],
    ["FREQ=DAILY;UNTIL=20301301", "a date that does not exist"],
    ["FREQ=DAILY;UNTIL=tomorrow", "a date that does not exist"],
    ["FREQ=MINUTELY;INTERVAL=0", "less than 1"],
    ["EVERY:FREQ=DAILY", '"EVERY" is not a property'],
    ["RRULE;X=1:FREQ=DAILY", "takes no parameters"],
    ["DTSTART:20200101,20200102\nRRULE:FREQ=DAILY", "more than one date"],
    ["DTSTART:20200101\nRRULE:FREQ=DAILY;UNTIL=20300101T000000Z", "DTSTART has none"],
    ["DTSTART:20200101T000000Z\nRRULE:FREQ=DAILY;UNTIL=20300101", "DTSTART has one"],
    ["DTSTART;TZID=UTC:20200101T000000Z\nRRULE:FREQ=DAILY", "both a TZID and"],
    ["DTSTART:20200101T080000\nRRULE:FREQ=HOURLY;INTERVAL=2;BYHOUR=9", "DTSTART is at hour 8"],
    [`FREQ=DAILY;BYEASTER=${"1,".repeat(3300)}1`, "at most 6500"],
    [`FREQ=DAILY;BYEASTER=${"1,".repeat(3233)}1`, "of which the DTSTART"],
  ])("refuses %j", (rule, why) => {
    expect(rrule(rule)).toEqual({ verdict: "refused", reason: expect.stringContaining(why) });
  });

  it.each([
    ["FREQ=DAILY;UNTIL=20300101T000000Z", "its scheduler fails on it"],
    ["FREQ=DAILY;INTERVAL=0", "less than 1"],
    ["FREQ=DAILY;BYMONTH=13", "never comes"],
    ["FREQ=HOURLY;INTERVAL=2;BYHOUR=9", "depends on the hour of DTSTART"],
    ["FREQ=DAILY;UNTIL=1 ", "not a date in the form"],
    ["DTSTART;TZID=Mars/Olympus:20200101\nRRULE:FREQ=DAILY;UNTIL=20300101Z", "in the form"],
  ])("doubts %j", (rule, why) => {
    expect(rrule(rule)).toEqual({ verdict: "doubtful", reason: expect.stringContaining(why) });
  });
});
