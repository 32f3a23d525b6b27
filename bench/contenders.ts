import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { buildProvider } from "../scripts/build-provider";

const executableName = "terraform-provider-prefect";

/** Builds the do-nothing provider on this package's framework; returns its folder. */
export async function buildOwnNoop(parent: string): Promise<string> {
  const folder = join(parent, "own-noop");
  await mkdir(folder);
  await buildProvider(join(folder, executableName), resolve(__dirname, "noop-provider.ts"));
  return folder;
}

/** Builds the same provider in Go; `undefined` where there is no Go, or it cannot get its modules. */
export async function buildGoNoop(parent: string): Promise<string | undefined> {
  if (spawnSync("go", ["version"], { stdio: "ignore" }).error) {
    console.log("SKIPPED: no Go on this machine, so nothing is compared with a provider in Go");
    return undefined;
  }
  const folder = join(parent, "go-noop");
  await mkdir(folder);
  console.log("Building the do-nothing provider in Go (the first time its modules are fetched)");
  try {
    execFileSync("go", ["build", "-o", join(folder, executableName), "."], {
      cwd: join(__dirname, "go-noop"),
      stdio: ["ignore", "inherit", "inherit"],
    });
  } catch {
    console.log("SKIPPED: the do-nothing provider in Go could not be built, so nothing is compared with it");
    return undefined;
  }
  return folder;
}

/** The executable in the folder that PEER names; `undefined` when it is not set. */
export async function findPeer(): Promise<{ folder: string; executable: string } | undefined> {
  const { PEER } = process.env;
  if (!PEER) return undefined;
  const folder = resolve(PEER);
  const name = (await readdir(folder)).find((file) => file.startsWith(executableName));
  if (name === undefined)
    throw new Error(`PEER: ${folder} has no file whose name starts with ${executableName}`);
  return { folder, executable: join(folder, name) };
}
