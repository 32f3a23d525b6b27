/** Fails when a generated file is not what `make generate` makes of its source. Leaves the renewed files in place. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..");
const generatedFolders = [
  "client/openapi",
  "provider/prefect/generated",
  "provider/tfplugin6/generated",
  "constructs/generated",
  "constructs/block-data/generated",
  "constructs/job-variables/generated",
  "constructs/limits/generated",
  "rules/generated",
  "cli/drift/generated",
  // Beside pages that are written by hand, and so stay as they are.
  "docs",
];

/** Content hash by file name. */
function snapshot(): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const folder of generatedFolders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      hashes.set(file.slice(root.length + 1), createHash("sha256").update(readFileSync(file)).digest("hex"));
    }
  }
  return hashes;
}

const before = snapshot();
execFileSync("make", ["--no-print-directory", "generate"], { cwd: root, stdio: "inherit" });
const after = snapshot();

const different = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);
if (different.length > 0) {
  console.error(
    `Out of date, and renewed now; look at them and commit them:\n  ${different.sort().join("\n  ")}`,
  );
  process.exitCode = 1;
} else {
  console.log(`${after.size} generated files are up to date`);
}
