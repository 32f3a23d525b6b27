/** Builds dist/cdktf-prefect, the command line: one executable file. */
import { chmodSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { oldestNode } from "../provider/launcher/oldest-node";

const file = resolve(__dirname, "../dist/cdktf-prefect");

build({
  entryPoints: [resolve(__dirname, "../cli/main.ts")],
  outfile: file,
  bundle: true,
  platform: "node",
  target: `node${oldestNode}`,
  format: "cjs",
  banner: { js: "#!/usr/bin/env node" },
  legalComments: "inline",
  logLevel: "warning",
}).then(
  () => chmodSync(file, 0o755),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
