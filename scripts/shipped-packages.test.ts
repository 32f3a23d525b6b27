import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundledPackages, directDependencies, installedPackages } from "./shipped-packages";

/** Licences that go with Apache-2.0 and ask for no more than to be named. MPL-2.0: by whole files, which stay as they are. */
const allowed = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
  "MPL-2.0",
]);

/** The rows of a table of docs/dependencies.md, by the name in their first cell. */
function tableUnder(heading: string): ReadonlyMap<string, readonly string[]> {
  const page = readFileSync(join(__dirname, "../docs/dependencies.md"), "utf8");
  const section = page.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? "";
  const rows = section.split("\n").flatMap((line) => {
    const [, name] = /^\| `([^`]+)` \|/.exec(line) ?? [];
    return name === undefined
      ? []
      : [
          [
            name,
            line
              .split("|")
              .slice(2, -1)
              .map((cell) => cell.trim()),
          ] as const,
        ];
  });
  return new Map(rows);
}

test("every package that reaches a user has a licence that is allowed", async () => {
  const shipped = [...installedPackages(), ...(await bundledPackages())];
  expect(shipped.length).toBeGreaterThan(directDependencies().length);
  expect(shipped.filter(({ license }) => !allowed.has(license))).toEqual([]);
});

test("docs/dependencies.md lists what package.json has, each with its licence and a reason", () => {
  const table = tableUnder("Installed with it");
  expect([...table.keys()].sort()).toEqual([...directDependencies()].sort());
  for (const [name, [license, reason = ""]] of table) {
    expect(license, name).toBe(installedPackages().find((one) => one.name === name)?.license);
    expect(reason.length, name).toBeGreaterThan(20);
  }
});

test("docs/dependencies.md lists what is bundled, each with its licence and a reason", async () => {
  const table = tableUnder("Bundled");
  const bundled = await bundledPackages();
  expect([...table.keys()].sort()).toEqual(bundled.map(({ name }) => name).sort());
  for (const { name, license } of bundled) {
    const [said, reason = ""] = table.get(name) ?? [];
    expect(said, name).toBe(license);
    expect(reason.length, name).toBeGreaterThan(10);
  }
});

const read = (file: string) => JSON.parse(readFileSync(join(__dirname, "..", file), "utf8"));

test("package-lock.json locks what package.json asks for, each package by its hash", () => {
  const manifest = read("package.json");
  const { packages }: { packages: Record<string, Record<string, unknown>> } = read("package-lock.json");
  const { "": own, ...others } = packages;
  for (const kind of ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies", "bin"]) {
    const locked = JSON.stringify(own?.[kind] ?? {}).replaceAll('"./', '"');
    expect(locked, kind).toBe(JSON.stringify(manifest[kind] ?? {}).replaceAll('"./', '"'));
  }
  const unlocked = Object.entries(others).filter(
    ([, { integrity, link, inBundle }]) =>
      link !== true && inBundle !== true && typeof integrity !== "string",
  );
  expect(unlocked.map(([path]) => path)).toEqual([]);
  const strange = Object.values(others).filter(
    ({ resolved }) => typeof resolved === "string" && !resolved.startsWith("https://registry.npmjs.org/"),
  );
  expect(strange).toEqual([]);
});
