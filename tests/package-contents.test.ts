import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installedPackages } from "../scripts/shipped-packages";
import { isolatedEnvironment } from "./support/environment";
import { projectRoot } from "./support/project-paths";

/** What `npm pack` puts into the package, and whether it works in an empty folder with what npm installs beside it. */

const run = promisify(execFile);

/** Bytes of the archive and of what it unpacks to; more wants a reason, and then another number here. */
const largestArchive = 1_500_000;
const largestUnpacked = 8_000_000;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

interface Manifest {
  readonly name: string;
  readonly main: string;
  readonly types: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

let folder: string;
let packed: Packed;
let manifest: Manifest;
let home: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "package-contents-"));
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await run("npm", args, { cwd: projectRoot, env: isolatedEnvironment() });
  const [one]: Packed[] = JSON.parse(stdout);
  if (one === undefined) throw new Error(`npm pack printed ${stdout}`);
  packed = one;
  manifest = JSON.parse(await readFile(join(projectRoot, "package.json"), "utf8"));
  home = join(folder, "node_modules", manifest.name);
  await run("tar", ["xzf", packed.filename], { cwd: folder });
  await mkdir(join(folder, "node_modules"));
  await rename(join(folder, "package"), home);
  // What npm would install: copies, so that nothing else of this repository can be found from there.
  for (const { path, name } of installedPackages()) {
    if (name === "postject" || name === "commander") continue;
    await cp(join(projectRoot, path), join(folder, path), { recursive: true, dereference: true });
  }
  await writeFile(join(folder, "package.json"), '{ "name": "app", "private": true }');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("it holds what is needed and nothing else", () => {
  const paths = packed.files.map(({ path }) => path);
  const known =
    /^(package\.json|README\.md|LICENSE|action\.yml|dist\/(cdktf-prefect|terraform-provider-prefect)|dist\/(client|constructs|rules)\/.+\.(js|d\.ts|py|json)|dist\/(package|source-address)\.(js|d\.ts|json))$/;
  expect(paths.filter((path) => !known.test(path))).toEqual([]);
  expect(
    paths.filter((path) => /(test|fixture|arbitrary|golden|fuzz|bench)\b|\.map$|\.env/.test(path)),
  ).toEqual([]);
  expect(paths).toContain("dist/terraform-provider-prefect");
});

test("it is not larger than it was", () => {
  expect(packed.size).toBeLessThan(largestArchive);
  expect(packed.unpackedSize).toBeLessThan(largestUnpacked);
});

test("every path of its manifest is there, and what is to be run can be", async () => {
  const exported = Object.values(manifest.exports).flatMap((one) =>
    typeof one === "string" ? [one] : Object.values(one),
  );
  for (const path of [manifest.main, manifest.types, ...exported, ...Object.values(manifest.bin)]) {
    expect((await stat(join(home, path))).isFile(), path).toBe(true);
  }
  for (const path of [...Object.values(manifest.bin), "dist/terraform-provider-prefect"]) {
    expect((await stat(join(home, path))).mode & 0o111, path).not.toBe(0);
  }
  // Nobody but the owner may write to what terraform runs.
  expect(packed.files.filter(({ mode }) => (mode & 0o022) !== 0)).toEqual([]);
});

test("in an empty folder its command, its exports and its provider work", async () => {
  const options = { cwd: folder, env: isolatedEnvironment() };
  for (const path of Object.values(manifest.bin)) {
    const help = (await run(join(home, path), ["--help"], options)).stdout.replace(/\s+/g, " ");
    expect(help, "its lines break between words").toContain(
      "Write code of what a server has, which a deploy then takes over as it is",
    );
  }
  const script = `const { createPrefectClient } = require("${manifest.name}/client");
    const { Flow } = require("${manifest.name}");
    const client = createPrefectClient({ apiUrl: "http://127.0.0.1:4200", env: {} });
    console.log(client.address, typeof Flow);`;
  const said = await run(process.execPath, ["-e", script], options);
  expect(said.stdout.trim()).toBe("http://127.0.0.1:4200/api function");
  const provider = run(join(home, "dist/terraform-provider-prefect"), [], options);
  await expect(provider).rejects.toMatchObject({ stderr: expect.stringContaining("not run by hand") });
});
