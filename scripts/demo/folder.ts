import { mkdir, mkdtemp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../tests/support/project-paths";

export interface DemoFolder {
  /** Where cdktf runs: the root's `cdktf.json` and examples, with a state and an output of their own. */
  readonly stack: string;
  readonly prefectHome: string;
  readonly log: (name: string) => string;
  readonly path: string;
}

/** A new folder below `.demo`, so that the demo leaves nothing in the checkout. */
export async function makeDemoFolder(): Promise<DemoFolder> {
  const parent = join(projectRoot, ".demo");
  await mkdir(parent, { recursive: true });
  const path = await mkdtemp(join(parent, "run-"));
  const stack = join(path, "stack");
  const prefectHome = join(path, "prefect");
  await mkdir(stack);
  await mkdir(prefectHome);
  for (const name of ["cdktf.json", "examples", "node_modules", "package.json", "tsconfig.json"]) {
    await symlink(join(projectRoot, name), join(stack, name));
  }
  return { path, stack, prefectHome, log: (name) => join(path, `${name}.log`) };
}
