import { describe, expect, it } from "vitest";
import { blockData } from "./block-data";

const fields = {
  type: "object",
  properties: {
    url: { type: "string", format: "password" },
    port: { type: "integer" },
    on: { type: "boolean" },
    size: { type: "number", maximum: 10 },
    tags: { type: "array", items: { type: "string" }, uniqueItems: true },
    config: { type: "object" },
    since: { type: "string", format: "date-time" },
    mode: { enum: ["a", "b"] },
    level: { enum: [1, 2] },
    other: { $ref: "#/definitions/Other" },
  },
  required: ["url"],
  definitions: { Other: { type: "object", properties: { a: { type: "string" } }, required: ["a"] } },
};
const given = (more: object) => blockData({ url: "x", ...more }, fields);

describe("blockData", () => {
  it.each([
    [{ url: 5 }, "url"],
    [{ url: null }, "url"],
    [{ port: "secret-value" }, "port"],
    [{ port: 1.5 }, "port"],
    [{ port: [] }, "port"],
    [{ on: "secret-value" }, "on"],
    [{ size: 11 }, "size"],
    [{ tags: [5] }, "tags[0]"],
    [{ tags: {} }, "tags"],
    [{ config: 5 }, "config"],
    [{ mode: "c" }, "mode"],
    [{ other: {} }, "other.a"],
    [{ other: { a: 5 } }, "other.a"],
  ])("refuses %j", (more, field) => {
    const { refused, doubtful } = given(more);
    expect(refused.map((one) => one.field)).toEqual([field]);
    expect(doubtful).toEqual([]);
    expect(JSON.stringify(refused)).not.toContain("secret-value");
  });

  it.each([
    [{ port: "5" }, "port"],
    [{ port: true }, "port"],
    [{ on: "yes" }, "on"],
    [{ on: 1 }, "on"],
    [{ port: null }, "port"],
    [{ tags: ["a", "a"] }, "tags"],
    [{ config: "a: 1" }, "config"],
    [{ since: 1_700_000_000 }, "since"],
    [{ level: "1" }, "level"],
  ])("doubts %j", (more, field) => {
    const { refused, doubtful } = given(more);
    expect(refused).toEqual([]);
    expect(doubtful.map((one) => one.field)).toEqual([field]);
  });

  it.each([
    {
      port: 5,
      on: false,
      size: 1.5,
      tags: ["a"],
      config: { a: 1 },
      since: "2026-01-01",
      mode: "a",
      level: 2,
    },
    { other: { a: "x" }, stranger: 5 },
    { other: { $ref: { block_document_id: "x" } }, port: { $ref: "x" } },
  ])("accepts %j", (more) => {
    expect(given(more)).toEqual({ refused: [], doubtful: [] });
  });

  it("misses what is required, but not what may have another name", () => {
    expect(blockData({ uri: "x" }, fields).refused).toEqual([{ field: "url", reason: "It must be given." }]);
    const { refused, doubtful } = blockData({ url_: "x" }, fields);
    expect(refused).toEqual([]);
    expect(doubtful).toEqual([{ field: "url", reason: "It must be given." }]);
  });

  it("says nothing by a schema without fields", () => {
    expect(blockData({ a: 1 }, {})).toEqual({ refused: [], doubtful: [] });
  });
});
