import { execFile } from "node:child_process";
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCommands } from "../scripts/docs/import-commands";
import { readProviderSchema } from "../scripts/provider-schema";
import { isolatedEnvironment } from "./support/environment";
import { summary } from "./support/plan-summary";
import { projectRoot } from "./support/project-paths";
import { sharedServer } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

/** Does in a copy of the repository what `docs/contributing.md` says of a new resource. */

const parts = ["client", "constructs", "docs", "examples", "provider", "rules", "scripts"];
const files = ["package.json", "source-address.ts", "tsconfig.json"];

const run = promisify(execFile);
let copy: string;
let written: Map<string, string>;

const inCopy = (file: string) => readFile(join(copy, file), "utf8");

const script = (name: string, ...args: string[]) =>
  run(process.execPath, ["--import", "tsx", join(copy, "scripts", name), ...args], {
    cwd: copy,
    env: isolatedEnvironment({ TERRAFORM: process.env.TERRAFORM ?? "terraform" }),
  });

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "contributing-"));
  for (const name of [...parts, ...files]) {
    await cp(join(projectRoot, name), join(copy, name), { recursive: true });
  }
  await symlink(join(projectRoot, "node_modules"), join(copy, "node_modules"));

  const guide = await inCopy("docs/contributing.md");
  written = new Map(
    [...guide.matchAll(/^`([^`\n]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm)].map(([, file = "", text = ""]) => [
      file,
      text,
    ]),
  );
  for (const [file, text] of written) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await writeFile(join(copy, file), text);
  }
  const [, list = "", line = ""] = /^In `([^`\n]+)`:\n\n```ts\n(.+\n)```$/m.exec(guide) ?? [];
  await appendFile(join(copy, list), line);

  await script("build-provider.ts");
  const schema = join(copy, "schema.json");
  await writeFile(schema, readProviderSchema(join(copy, "dist")));
  await script("generate-docs.ts", schema);
  await script("generate-constructs.ts", schema);
});

afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

describe("a new resource", () => {
  it("takes one file, one example and one line", async () => {
    expect([...written.keys()]).toEqual([
      "provider/prefect/artifact.ts",
      "examples/resources/prefect_artifact/resource.tf",
      "examples/resources/prefect_artifact/import.sh",
    ]);
    const page = await inCopy("docs/resources/artifact.md");
    for (const [file, text] of written) if (file.startsWith("examples/")) expect(page).toContain(text);
    expect(page).toContain("- `markdown` (String) Text (Markdown).");
    expect(await inCopy("docs/index.md")).toContain("(resources/artifact.md)");
    expect(await inCopy("constructs/generated/index.ts")).toContain("'./artifact'");
    expect(await inCopy("constructs/generated/artifact/index.ts")).toContain("class Artifact ");
  });

  it("compiles", async () => {
    const config = join(copy, "tsconfig.guide.json");
    const guideFiles = [...written.keys()].filter((file) => file.endsWith(".ts"));
    await writeFile(config, JSON.stringify({ extends: "./tsconfig.json", include: [], files: guideFiles }));
    await run(process.execPath, [join(projectRoot, "node_modules/typescript/bin/tsc"), "-p", config]);
  });

  it("is applied, imported, updated and destroyed as the guide has it", async () => {
    const terraform = await temporaryWorkspace({
      server: await sharedServer(),
      providerFolder: join(copy, "dist"),
    });
    const example = written.get("examples/resources/prefect_artifact/resource.tf") ?? "";
    await terraform.write(example);
    expect(await terraform.apply()).toEqual([]);
    expect(summary(await terraform.plan())).toEqual({});
    const { id } = await terraform.stateOf("prefect_artifact.runbook");
    for (const command of importCommands(
      written.get("examples/resources/prefect_artifact/import.sh") ?? "",
    )) {
      await terraform.forget(command.address);
      await terraform.import(command.address, command.form === "<id>" ? String(id) : command.id);
      expect(summary(await terraform.plan())).toEqual({});
    }
    await terraform.write(example.replace("again", "once more"));
    expect(summary(await terraform.plan())).toEqual({
      "prefect_artifact.runbook": "update: markdown updated?",
    });
    await terraform.applyPlanned();
    expect(summary(await terraform.plan())).toEqual({});
    expect(await terraform.destroy()).toEqual([]);
  });
});
