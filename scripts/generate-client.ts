/**
 * Renews `client/openapi/`: the OpenAPI document of the pinned Prefect server, the types made from it, its version,
 * and the lists of places that hold free-form JSON and of what answers always have.
 *
 * The document comes from the server's own application object, without starting a server. The Prefect to ask is
 * the one named by `PREFECT_EXECUTABLE`, else `.venv/bin/prefect`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import {
  answerTextsOf,
  documentForTypes,
  freeFormOf,
  freeFormSchemas,
  type Json,
  type JsonObject,
  sortKeys,
} from "./openapi-document";

const root = resolve(__dirname, "..");
const folder = join(root, "client", "openapi");

const dumpDocument = `
import json, sys
from prefect.server.api.server import create_app
json.dump(create_app().openapi(), sys.stdout)
`;

function readDocument(): JsonObject {
  const prefect = resolve(process.env.PREFECT_EXECUTABLE ?? join(root, ".venv", "bin", "prefect"));
  const home = mkdtempSync(join(tmpdir(), "prefect-openapi-"));
  try {
    // A bare environment: settings and certificate paths of the machine would show up as defaults.
    const env = { PATH: process.env.PATH ?? "", HOME: home, PREFECT_HOME: home };
    const text = execFileSync(join(dirname(prefect), "python"), ["-c", dumpDocument], {
      env,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    const document: Json = JSON.parse(text);
    if (typeof document !== "object" || document === null || Array.isArray(document)) {
      throw new Error("Prefect's OpenAPI document is not a JSON object.");
    }
    return document;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const header = "// Made by scripts/generate-client.ts from openapi.json. Do not edit.\n";

async function typesOf(document: JsonObject): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(document), {
    defaultNonNullable: false,
    transform(_schema, { path }) {
      const name = Object.values(freeFormSchemas).find((added) => path === `#/components/schemas/${added}`);
      return name === undefined ? undefined : ts.factory.createTypeReferenceNode(name);
    },
  });
  return `${header}import type { JsonScalar, JsonValue } from "../json";\n\n${astToString(nodes)}`;
}

function versionOf({ info }: JsonObject): string {
  const version = typeof info === "object" && info !== null && "version" in info ? info.version : undefined;
  if (typeof version === "string") return version;
  throw new Error("Prefect's OpenAPI document does not say its version.");
}

async function main(): Promise<void> {
  const document = readDocument();
  writeFileSync(join(folder, "openapi.json"), `${JSON.stringify(sortKeys(document), null, 1)}\n`);
  const forTypes = documentForTypes(JSON.parse(JSON.stringify(sortKeys(document))));
  writeFileSync(join(folder, "schema.ts"), await typesOf(forTypes));
  writeFileSync(
    join(folder, "version.ts"),
    `${header}\n/** The version of Prefect whose API this is. */\nexport const apiVersion = ${JSON.stringify(versionOf(document))};\n`,
  );
  const { objects, lists } = answerTextsOf(document);
  const record = (name: string, value: object) =>
    `export const ${name}: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(value, null, 1)};\n`;
  writeFileSync(
    join(folder, "answer-texts.ts"),
    [
      header,
      "/** Properties that the object which an operation answers always has as text. */",
      record("textsOfObject", objects),
      "/** The same of each row of a list that an operation answers. */",
      record("textsOfRows", lists),
    ].join("\n"),
  );
  const { properties, answers } = freeFormOf(forTypes);
  const list = (name: string, items: string[]) =>
    `export const ${name}: readonly string[] = ${JSON.stringify(items, null, 2)};\n`;
  writeFileSync(
    join(folder, "free-form.ts"),
    [
      header,
      "/** Properties of answers whose value is free-form JSON: what a user put there comes back exactly. */",
      list("freeFormProperties", properties),
      "/** Operations whose whole answer is free-form JSON. */",
      list("freeFormAnswers", answers),
    ].join("\n"),
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
