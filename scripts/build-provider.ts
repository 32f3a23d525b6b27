/** Builds dist/terraform-provider-prefect: one executable file that needs nothing but Node. */
import { chmodSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";

const oldestNode = 20;

/**
 * The file is a shell script whose second line starts Node on the file itself, and JavaScript to which that line is a
 * string and a comment. Node compiles it as a function, never as its main file or a module: below a package.json that
 * says `"type": "module"` it would take a file without the ending `.js` for something else, each version in its way.
 */
function launcher(): string {
  const load = [
    "var version=process.versions.node;",
    `if(parseInt(version,10)<${oldestNode}){`,
    `process.stderr.write("terraform-provider-prefect needs Node ${oldestNode} or newer, and the node on PATH is "+version+"\\n");`,
    "process.exit(1)}",
    'var file=require("path").resolve(process.argv[1]);',
    'require("vm").compileFunction(require("fs").readFileSync(file,"utf8"),["require","module"],{filename:file})',
    "(require,{exports:{}})",
  ].join("");
  const missing = `terraform-provider-prefect needs Node ${oldestNode} or newer: there is no node on PATH`;
  return [
    "#!/bin/sh",
    `":" //# ; command -v node >/dev/null 2>&1 || { echo "${missing}" >&2; exit 1; }; exec node -e '${load}' "$0" "$@"`,
    "",
  ].join("\n");
}

const providerEntry = resolve(__dirname, "../provider/main.ts");

/** Bundles `entry` and all it imports into the executable `file`. */
export async function buildProvider(file: string, entry = providerEntry): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: "node",
    target: `node${oldestNode}`,
    format: "cjs",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "inline",
    banner: { js: launcher() },
    logLevel: "warning",
  });
  chmodSync(file, 0o755);
}

if (require.main === module) {
  buildProvider(resolve(__dirname, "../dist/terraform-provider-prefect")).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
