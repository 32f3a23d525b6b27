import { expect, it } from "vitest";
import { secretFields } from "./secret-fields";

it.each([
  ["accepted", [{}, { secret_fields: [] }, { secret_fields: ["token", "headers.*", ""] }]],
  ["doubtful", [{ secret_fields: "token" }, { secret_fields: { token: true } }]],
  ["refused", [null, 5, true, [1], ["token", null], [["token"]]].map((given) => ({ secret_fields: given }))],
])("secret_fields that are %s", (verdict, all) => {
  for (const fields of all) expect([fields, secretFields(fields).verdict]).toEqual([fields, verdict]);
});
