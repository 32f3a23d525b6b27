import { expect, it } from "vitest";
import type { BlockDocument, JsonValue } from "../../client";
import { hiddenJson, hiddenText, withHiddenSecrets } from "./hidden-secrets";

const hidden = (data: { [name: string]: JsonValue }, secret_fields: string[]) => {
  const block: BlockDocument = {
    id: "b",
    name: "b",
    data,
    block_schema_id: "s",
    block_type_id: "t",
    block_type: null,
    block_type_name: null,
    block_document_references: {},
    is_anonymous: false,
    created: null,
    updated: null,
    block_schema: {
      id: "s",
      checksum: "c",
      block_type_id: "t",
      block_type: null,
      fields: { secret_fields },
      capabilities: [],
      version: "1",
      created: null,
      updated: null,
    },
  };
  return withHiddenSecrets(block).data;
};

it("hides what a server tells: secrets that are no texts", () => {
  expect(hidden({ value: { user: "a", password: "b" } }, ["value"])).toEqual({ value: hiddenJson });
  expect(hidden({ value: [1], other: [2] }, ["value"])).toEqual({ value: hiddenJson, other: [2] });
});

it("hides secrets within, and those under any name", () => {
  expect(hidden({ a: { b: 1, c: 2 } }, ["a.b"])).toEqual({ a: { b: hiddenJson, c: 2 } });
  expect(hidden({ headers: { A: "x", B: null } }, ["headers.*"])).toEqual({
    headers: { A: hiddenText, B: null },
  });
});

it("leaves alone what is not there", () => {
  expect(hidden({ a: null }, ["a", "b", "c.*"])).toEqual({ a: null });
});
