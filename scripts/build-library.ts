/** Builds what the package exports, the constructs and the client, into dist as CommonJS with its types. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..");

for (const folder of ["client", "constructs", "rules"]) {
  rmSync(join(root, "dist", folder), { recursive: true, force: true });
}
const compiler = createRequire(__filename).resolve("typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json")], {
  stdio: "inherit",
});
process.exitCode = status ?? 1;
