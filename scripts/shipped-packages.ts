import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { oldestNode } from "../provider/launcher/oldest-node";

const root = resolve(__dirname, "..");

/** A package whose code reaches whoever installs this one. */
export interface ShippedPackage {
  readonly name: string;
  readonly license: string;
  /** `dependency`: npm installs it, because this package asks for it; `further`: because one of those does. */
  readonly how: "dependency" | "further" | "bundled";
}

interface Manifest {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** Names in package.json of what is installed with this package. */
export function directDependencies(): readonly string[] {
  const { dependencies, optionalDependencies, peerDependencies } = readManifest(root);
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
}

const nameIn = (path: string): string =>
  path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** What npm installs, by its place below this package. */
export function installedPackages(): readonly (ShippedPackage & { readonly path: string })[] {
  const { packages }: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync(join(root, "package-lock.json"), "utf8"),
  );
  const direct = new Set(directDependencies());
  return Object.entries(packages).flatMap(([path, { license, dev, devOptional, peer }]) => {
    const name = nameIn(path);
    const isPeer = direct.has(name) && path === `node_modules/${name}`;
    if (path === "" || ((dev || devOptional || peer) && !isPeer)) return [];
    return [{ path, name, license: license ?? "none", how: isPeer ? "dependency" : "further" } as const];
  });
}

/** Packages of which the provider or the command line, each bundled into one file, holds code. */
export async function bundledPackages(): Promise<readonly ShippedPackage[]> {
  const { metafile } = await build({
    entryPoints: { provider: join(root, "provider/main.ts"), cli: join(root, "cli/main.ts") },
    outdir: join(root, "dist"),
    absWorkingDir: root,
    write: false,
    metafile: true,
    bundle: true,
    platform: "node",
    target: `node${oldestNode}`,
    format: "cjs",
    logLevel: "error",
  });
  const folders = new Map<string, string>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const [, folder, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path) ?? [];
      if (bytesInOutput > 0 && folder !== undefined && name !== undefined)
        folders.set(name, resolve(root, folder));
    }
  }
  return [...folders].map(([name, folder]) => ({
    name,
    license: readManifest(folder).license ?? "none",
    how: "bundled" as const,
  }));
}
