import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { stacksOf } from "../cli/drift/project";
import { Trouble } from "../cli/report/trouble";
import type { Json } from "./fake-prefect/document";
import { type AnswerChange, answerChanges, changeAnswer } from "./fake-prefect/mutate";
import { byteChanges, changeBytes } from "./mutate-bytes";
import { expectForPeople, type OpenTarget, type Target } from "./target";

const manifest: Json = {
  version: "0.21.0",
  stacks: {
    prod: {
      name: "prod",
      constructPath: "prod",
      synthesizedStackPath: "stacks/prod/cdk.tf.json",
      dependencies: [],
    },
    "": { name: "", synthesizedStackPath: "stacks/../stacks/none/cdk.tf.json" },
  },
};

const code: Json = {
  "//": { metadata: { stackName: "prod" } },
  resource: {
    prefect_flow: { etl: { "//": { metadata: { path: "prod/etl/Default", uniqueId: "etl" } }, name: "etl" } },
    prefect_variable: { v: { name: "v" } },
  },
};

const config: Json = {
  language: "typescript",
  output: "cdktf.out",
  context: { excludeStackIdFromLogicalIds: "true" },
  terraformModules: ["./module", { name: "m", source: "../module" }],
};

/** What an earlier `cdktf` has left: some of it is not what its name says. */
const leftovers = [
  "none",
  "lock-file",
  "folder-as-lock-file",
  "circle",
  "broken-link",
  "file-as-stack",
] as const;

function leave(folder: string, what: (typeof leftovers)[number]): void {
  const stack = join(folder, "stacks", "prod");
  mkdirSync(join(stack, ".terraform"), { recursive: true });
  const made: Record<typeof what, () => void> = {
    none: () => rmSync(folder, { recursive: true }),
    "lock-file": () => writeFileSync(join(stack, ".terraform.lock.hcl"), ""),
    "folder-as-lock-file": () => mkdirSync(join(stack, ".terraform.lock.hcl")),
    circle: () => symlinkSync(folder, join(stack, ".terraform", "providers")),
    "broken-link": () => symlinkSync("/nowhere", join(folder, "stacks", "other")),
    "file-as-stack": () => writeFileSync(join(folder, "stacks", "README.md"), ""),
  };
  made[what]();
}

const changed = (value: Json) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(JSON.stringify(value)) },
    {
      weight: 4,
      arbitrary: answerChanges.map((all: readonly AnswerChange[]) =>
        JSON.stringify(all.reduce(changeAnswer, value)),
      ),
    },
    byteChanges.map((all) => changeBytes(Buffer.from(JSON.stringify(value)), all).toString("utf8")),
  );

const isMap = (value: Json): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The app is always the same one: it is a command, and is executed. */
function withApp(text: string, app: string): string {
  try {
    const value: Json = JSON.parse(text);
    return isMap(value) ? JSON.stringify({ ...value, app }) : text;
  } catch {
    return text;
  }
}

async function open(): Promise<OpenTarget> {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-cdktf-"));
  const project = join(folder, "project");
  const made = join(folder, "made");
  const scratch = join(folder, "scratch");
  const app = `cp -r ${made}/. "$CDKTF_OUTDIR"`;
  const property = fc.asyncProperty(
    changed(config),
    changed(manifest),
    changed(code),
    fc.constantFrom(...leftovers),
    async (configText, manifestText, codeText, leftover) => {
      for (const each of [project, made, scratch]) rmSync(each, { recursive: true, force: true });
      mkdirSync(scratch);
      mkdirSync(join(made, "stacks", "prod"), { recursive: true });
      writeFileSync(join(made, "manifest.json"), manifestText);
      writeFileSync(join(made, "stacks", "prod", "cdk.tf.json"), codeText);
      leave(join(project, "cdktf.out"), leftover);
      mkdirSync(project, { recursive: true });
      writeFileSync(join(project, "cdktf.json"), withApp(configText, app));
      try {
        await stacksOf({ cwd: project, env: { PATH: process.env.PATH }, scratch, variables: [] });
      } catch (error) {
        // The system's own words name the path.
        const isTold = error instanceof Trouble || (error instanceof Error && "syscall" in error);
        assert(isTold, error instanceof Error ? error : String(error));
        expectForPeople(error.message);
      }
    },
  );
  return { property, close: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** A CDKTF project, what its app writes, and what an earlier synth has left. */
export const cdktfTargets: readonly Target[] = [{ name: "cdktf-out", share: 1, lanes: 1, open }];
