import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join, parse, relative, resolve, sep } from "node:path";
import { init, type Root, type Terraform, wantsInit } from "./terraform";

const lockFile = ".terraform.lock.hcl";

/** Symbolic links to all that is in a folder but what `except` names. */
function linkEntries(from: string, to: string, except: ReadonlySet<string>): void {
  for (const name of readdirSync(from)) {
    if (!except.has(name)) symlinkSync(join(from, name), join(to, name));
  }
}

/**
 * A folder that reads like `folder`, in which terraform may write: `../modules` and `files/a.json` lead where they
 * always do. Only its absolute path is another one.
 */
function shadowOf(folder: string, scratch: string): string {
  const { root } = parse(folder);
  let shadow = join(scratch, "root");
  mkdirSync(shadow);
  let real = root;
  for (const name of relative(root, folder).split(sep)) {
    try {
      linkEntries(real, shadow, new Set([name]));
    } catch {
      // A folder above that cannot be listed: nothing in it can be meant.
    }
    real = join(real, name);
    shadow = join(shadow, name);
    mkdirSync(shadow);
  }
  linkEntries(folder, shadow, new Set([lockFile, ".terraform"]));
  if (existsSync(join(folder, lockFile))) copyFileSync(join(folder, lockFile), join(shadow, lockFile));
  return shadow;
}

/** The workspace that is selected, and what the backend was given at its `init`. */
const choices = ["environment", "terraform.tfstate"];

/**
 * Fills a data folder of terraform with what another one knows. Providers are linked: they need not be fetched again.
 */
export function takeOver(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of choices) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
  }
  const packages = (folder: string, depth: number): string[] =>
    depth === 0
      ? [folder]
      : existsSync(join(from, folder))
        ? readdirSync(join(from, folder)).flatMap((name) => packages(join(folder, name), depth - 1))
        : [];
  // host/namespace/type/version/platform
  for (const path of packages("providers", 5)) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    symlinkSync(join(from, path), join(to, path));
  }
}

async function initialised(terraform: Terraform, root: Root, scratch: string): Promise<Root> {
  const data = join(scratch, "data");
  takeOver(resolve(root.folder, terraform.env.TF_DATA_DIR ?? ".terraform"), data);
  const own = { ...root, env: { ...root.env, TF_DATA_DIR: data } };
  if (existsSync(join(root.folder, lockFile))) {
    try {
      await init(terraform, own, ["-lockfile=readonly"]);
      return own;
    } catch {
      // The lock file lacks something: it is completed in a copy.
    }
  }
  const shadow = { ...own, folder: shadowOf(root.folder, scratch) };
  await init(terraform, shadow);
  return shadow;
}

/**
 * Does something with terraform in a folder that is somebody's, and that is not written to: where terraform asks for
 * an `init`, that happens elsewhere, and `use` is called once more.
 */
export async function inFolder<T>(
  terraform: Terraform,
  root: Root,
  scratch: string,
  use: (root: Root) => Promise<T>,
): Promise<T> {
  try {
    return await use(root);
  } catch (error) {
    if (!wantsInit(error)) throw error;
    return use(await initialised(terraform, root, scratch));
  }
}
