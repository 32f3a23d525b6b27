import { expect, it } from "vitest";
import { canonicalUuid } from "./uuid";

it("canonicalUuid writes a UUID as the server does, and knows what is none", () => {
  const id = "3b5538c0-e266-4b91-9f2d-28aad50ff40a";
  expect([id, id.toUpperCase(), id.replaceAll("-", ""), ` ${id}`].map(canonicalUuid)).toEqual([
    id,
    id,
    id,
    id,
  ]);
  for (const text of ["", "flow/deployment", `${id}0`, id.replace("3", "g"), id.slice(1)]) {
    expect(canonicalUuid(text)).toBeUndefined();
  }
});
