import { expect, it } from "vitest";
import type { JsonValue } from "../../client";
import { object, plainJson } from "./expression";
import { holdsSecret, splitSecrets, type Withhold } from "./split-secrets";

const withhold: Withhold = (place, description, type = "string") => ({
  is: "secret",
  variable: place.join("_"),
  description,
  type,
});

const split = (values: { readonly [name: string]: JsonValue }) =>
  splitSecrets(values, "job variables", withhold);

it("knows secrets by their names, and passwords in addresses", () => {
  const secret: readonly (readonly [string, string])[] = [
    ["TOKEN", "a"],
    ["GITHUB_TOKEN", "a"],
    ["db-password", "a"],
    ["AWS_SECRET_ACCESS_KEY", "a"],
    ["apikey", "a"],
    ["DATABASE_URL", "postgres://user:pass@host/db"],
    ["repository", "https://token@github.com/acme/flows.git"],
  ];
  for (const [name, value] of secret) expect(holdsSecret({ [name]: value }), name).toBe(true);
  const plain: readonly (readonly [string, JsonValue])[] = [
    ["TOKEN", "{{ prefect.blocks.secret.token }}"],
    ["TOKEN", ""],
    ["TOKEN", null],
    ["credentials", { $ref: { block_document_id: "5e8c1b0e-7c55-4d0c-9d55-0f5c2a1b3c4d" } }],
    ["TOKENS_PER_MINUTE", "5"],
    ["GOOGLE_APPLICATION_CREDENTIALS", "/etc/key.json"],
    ["repository", "https://github.com/acme/flows.git"],
    ["repository", "ssh://git@github.com/acme/flows.git"],
    ["repository", "git@github.com:acme/flows.git"],
  ];
  for (const [name, value] of plain) expect(holdsSecret({ [name]: value }), name).toBe(false);
});

it("takes them out at any depth", () => {
  const { plain, hidden } = split({
    image: "a",
    env: { LEVEL: "debug", TOKEN: "x" },
    deep: { a: { password: "y" } },
  });
  expect(plain).toEqual({ image: "a", env: { LEVEL: "debug" } });
  expect(hidden.map(([name, value]) => [name, plainJson(value)])).toEqual([
    ["env", { TOKEN: "" }],
    ["deep", { a: { password: "" } }],
  ]);
});

it("takes what is no text as it is", () => {
  const { plain, hidden } = split({ pin: { password: 1234 }, use_token: true });
  expect(plain).toEqual({ use_token: true });
  expect(hidden).toEqual([
    [
      "pin",
      object([["password", withhold(["pin", "password"], "pin.password of the job variables", "any")]]),
    ],
  ]);
});

it("takes a list with a secret in it whole", () => {
  const { plain, hidden } = split({ env: [{ name: "a", token: "x" }], list: [1] });
  expect(plain).toEqual({ list: [1] });
  expect(hidden).toEqual([["env", withhold(["env"], "env of the job variables", "any")]]);
});
