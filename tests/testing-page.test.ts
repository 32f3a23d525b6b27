import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { isolatedEnvironment } from "./support/environment";
import { projectRoot } from "./support/project-paths";
import { fencedBlocks } from "./support/readme";
import { Workspace } from "./support/terraform";

const page = "docs/testing.md";

test("the page's configuration passes its test without a server", async () => {
  const workspace = await Workspace.create({ providerStartedBy: "terraform" });
  try {
    // The page has it in its own file.
    await rm(join(workspace.folder, "provider.tf"));
    for (const block of await fencedBlocks(page, "hcl")) {
      const [, name = "unnamed"] = /^# (\S+)\n/.exec(block) ?? [];
      await writeFile(join(workspace.folder, name), block);
    }
    const { code, stdout, stderr } = await workspace.run(["test", "-no-color"]);
    expect(stdout + stderr).toContain("Success! 1 passed, 0 failed.");
    expect(code).toBe(0);
  } finally {
    await workspace.remove();
  }
});

test("the page's program prints what the page says", async () => {
  const [program = ""] = await fencedBlocks(page, "ts");
  const [printed] = await fencedBlocks(page, "text");
  const { stdout } = await promisify(execFile)(join(projectRoot, "node_modules/.bin/tsx"), ["-e", program], {
    cwd: projectRoot,
    env: isolatedEnvironment({}),
  });
  expect(stdout).toBe(printed);
});
