/**
 * Renews `rules/generated/timezones.ts`: the time zones that the pinned Prefect server takes, from
 * `client/openapi/openapi.json`.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { timezonesOf } from "./openapi-timezones";

const root = resolve(__dirname, "..");
const names = timezonesOf(readFileSync(join(root, "client", "openapi", "openapi.json"), "utf8"));
const folder = join(root, "rules", "generated");

mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, "timezones.ts"),
  [
    "// Made by scripts/generate-timezones.ts from openapi.json. Do not edit.",
    "/** IANA names, separated by spaces. */",
    `export const timezones = ${JSON.stringify(names.join(" "))};`,
    "",
  ].join("\n"),
);
