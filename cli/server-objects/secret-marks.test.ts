import { expect, it } from "vitest";
import { isMarked } from "../report/marks";
import { secretMarks } from "./secret-marks";

it.each([
  [{ API_TOKEN: "x" }],
  [{ "X-Api-Key": "x" }],
  [{ clientSecret: "x" }],
  [{ Authorization: "Basic x" }],
  [{ password: 1234 }],
  [{ passwords: "https://user:pw@host/x" }],
  [{ url: "postgresql+asyncpg://user:pw@db:5432/prefect" }],
  [{ script: "curl -H 'Authorization: Bearer abcdef' https://host" }],
  [{ header: "Bearer abcdefghijklmnop0123" }],
  [{ env: [{ name: "AWS_SECRET_ACCESS_KEY", value: "x" }] }],
  [{ properties: { db_password: { type: "string", title: "Password", default: "x" } } }],
  [{ credentials: { user: "u", pw: "x" } }],
  [{ data: "********" }],
])("marks %j", (value) => {
  expect(isMarked(secretMarks(value))).toBe(true);
});

it.each([
  [{ API_TOKEN: "{{ prefect.blocks.secret.token }}" }],
  [{ Authorization: "Bearer {{ prefect.variables.token }}" }],
  [{ GOOGLE_APPLICATION_CREDENTIALS: "/etc/key.json" }],
  [{ token: "" }],
  [{ password: null }],
  [{ use_token: true }],
  [{ tokens: 3, token_count: 3, tokenizer: "x" }],
  [{ repository: "ssh://git@github.com/acme/flows.git" }],
  [{ repository: "git@github.com:acme/flows.git" }],
  [{ url: "https://host/@user/x" }],
  [{ description: "Basic knowledge of bearer tokens" }],
  [{ properties: { db_password: { type: "string", title: "Password" } } }],
  [{ name: "API_TOKEN", title: "x" }],
  [{ aws_credentials: { $ref: { block_document_id: "5e8c1b0e-7c55-4d0c-9d55-0f5c2a1b3c4d" } } }],
])("leaves %j", (value) => {
  expect(isMarked(secretMarks(value))).toBe(false);
});
