import { describe, expect, it } from "vitest";
import { readErrorBody } from "./error-body";

const json = (body: unknown, sent?: unknown) =>
  readErrorBody(
    JSON.stringify(body),
    "application/json",
    sent === undefined ? undefined : JSON.stringify(sent),
  );

const variants = "function-after[validate_timezone(), CronSchedule]";

describe("readErrorBody", () => {
  it("takes the server's words", () => {
    expect(json({ detail: "Deployment not found" })).toEqual({
      detail: "Deployment not found",
      fields: [],
      isJson: true,
    });
    expect(json({ exception_message: "Service Unavailable" }).detail).toBe("Service Unavailable");
    expect(json({ detail: { odd: true } }).detail).toBe("no explanation");
    expect(json("just text").detail).toBe("just text");
  });

  it("keeps what is about the variant that was sent, in the body's own words", () => {
    const sent = { name: "d", schedules: [{ schedule: { cron: "61 * * * *" } }] };
    const at = ["body", "schedules", 0, "schedule"];
    const body = {
      exception_message: "Invalid request received.",
      exception_detail: [
        { type: "missing", loc: [...at, "IntervalSchedule", "interval"], msg: "Field required", input: sent },
        {
          type: "extra_forbidden",
          loc: [...at, "IntervalSchedule", "cron"],
          msg: "Extra inputs",
          input: sent,
        },
        {
          type: "value_error",
          loc: [...at, variants, "cron"],
          msg: 'Value error, Invalid cron string: "61 * * * *"',
        },
        { type: "missing", loc: [...at, "RRuleSchedule", "rrule"], msg: "Field required" },
      ],
      request_body: { password: "s3cret" },
    };
    expect(json(body, sent)).toEqual({
      isJson: true,
      detail: 'schedules[0].schedule.cron: Invalid cron string: "61 * * * *"',
      fields: [{ path: ["schedules", 0, "schedule", "cron"], message: 'Invalid cron string: "61 * * * *"' }],
    });
  });

  it("names a missing field, and every place of several", () => {
    const body = {
      exception_detail: [
        { type: "missing", loc: ["body", "flow_id"], msg: "Field required" },
        { type: "greater_than", loc: ["body", "concurrency_limit"], msg: "Input should be greater than 0" },
      ],
    };
    expect(json(body, { concurrency_limit: 0 }).fields.map(({ path }) => path)).toEqual([
      ["flow_id"],
      ["concurrency_limit"],
    ]);
  });

  it("joins what is said of one value by the types that were tried on it", () => {
    const detail = ["bool", "int", "str"].map((type) => ({
      type,
      loc: ["body", "labels", "a", type],
      msg: `not a ${type}`,
    }));
    expect(json({ detail }, { labels: { a: null } }).fields).toEqual([
      { path: ["labels", "a"], message: "not a bool, or not a int, or not a str" },
    ]);
  });

  it("chooses within variants of variants", () => {
    const sent = { trigger: { type: "compound", triggers: [{ type: "event", posture: "Never" }] } };
    const at = ["body", "trigger"];
    const nested = [...at, "CompoundTrigger", "triggers", 0];
    const exception_detail = [
      { type: "literal_error", loc: [...at, "EventTrigger", "type"], msg: "should be 'event'" },
      { type: "missing", loc: [...at, "EventTrigger", "posture"], msg: "Field required" },
      {
        type: "enum",
        loc: [...nested, "EventTrigger", "posture"],
        msg: "should be 'Reactive' or 'Proactive'",
      },
      { type: "missing", loc: [...nested, "SequenceTrigger", "triggers"], msg: "Field required" },
    ];
    expect(json({ exception_detail }, sent).fields).toEqual([
      { path: ["trigger", "triggers", 0, "posture"], message: "should be 'Reactive' or 'Proactive'" },
    ]);
  });

  it("describes pages and texts", () => {
    const page =
      "<!DOCTYPE html><html><head><title>502 Bad\n Gateway</title></head><body>s3cret</body></html>";
    expect(readErrorBody(page, "text/html; charset=utf-8", undefined).detail).toBe(
      'a web page titled "502 Bad Gateway"',
    );
    expect(readErrorBody(page, "text/html", undefined).isJson).toBe(false);
    expect(readErrorBody("<html></html>", undefined, undefined).detail).toBe("a web page");
    expect(readErrorBody(" upstream \n error ", "text/plain", undefined).detail).toBe(
      'the text "upstream error"',
    );
    expect(readErrorBody("", undefined, undefined).detail).toBe("an empty answer");
  });
});
