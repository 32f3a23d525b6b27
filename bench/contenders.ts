import { execFileSync, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { buildProvider } from "../scripts/build-provider";

/** A folder with a provider's executable. */
export interface Contender {
  readonly name: string;
  readonly folder: string;
}

const executableName = "terraform-provider-prefect";
const fixedLimit = resolve(__dirname, "fixed-limit.ts");
export const own = "this provider";

let parent: Promise<string> | undefined;

/** A folder for what is built here; it goes when the process ends. */
async function folderFor(name: string): Promise<string> {
  parent ??= mkdtemp(join(tmpdir(), "bench-")).then((folder) => {
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  });
  const folder = join(await parent, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  return folder;
}

/** The do-nothing provider on this package's framework. */
export async function ownNoop(): Promise<Contender> {
  const folder = await folderFor("own-noop");
  await buildProvider(join(folder, executableName), resolve(__dirname, "noop-provider.ts"));
  return { name: "do-nothing, this framework", folder };
}

/** This provider's resources, without a server: see `still-methods.ts`. */
export async function still(): Promise<Contender> {
  const folder = await folderFor("still");
  await buildProvider(join(folder, executableName), resolve(__dirname, "still-provider.ts"));
  return { name: "the same objects, nothing asked", folder };
}

/** This provider, with a fixed number of writes at once. */
export async function withFixedWrites(writes: number): Promise<Contender> {
  const folder = await folderFor(`writes-${writes}`);
  const fixed: Plugin = {
    name: "fixed limit",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.\/limit$/ }, ({ importer }) =>
        importer === fixedLimit ? undefined : { path: fixedLimit },
      ),
  };
  await buildProvider(join(folder, executableName), undefined, {
    define: { BENCH_WRITES: String(writes) },
    plugins: [fixed],
  });
  return { name: `${writes} at once`, folder };
}

/** The do-nothing provider in Go; none where there is no Go, or it cannot get its modules. */
export async function goNoop(): Promise<{ go: Contender | undefined; left: readonly string[] }> {
  if (spawnSync("go", ["version"], { stdio: "ignore" }).error) {
    return { go: undefined, left: ["a provider in Go, since there is no Go on this machine"] };
  }
  const folder = await folderFor("go-noop");
  try {
    execFileSync("go", ["build", "-o", join(folder, executableName), "."], {
      cwd: join(__dirname, "go-noop"),
      stdio: ["ignore", "inherit", "inherit"],
    });
  } catch {
    return { go: undefined, left: ["a provider in Go, since it could not be built"] };
  }
  return { go: { name: "do-nothing, Go", folder }, left: [] };
}

/** The provider in the folder that PEER names; none when it is not set. */
export async function findPeer(): Promise<Contender | undefined> {
  const { PEER } = process.env;
  if (!PEER) return undefined;
  const folder = resolve(PEER);
  if (!(await readdir(folder)).includes(executableName)) {
    throw new Error(`PEER: ${folder} has no file ${executableName}`);
  }
  return { name: "peer", folder };
}
