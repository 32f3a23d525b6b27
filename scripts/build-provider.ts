/** Builds dist/terraform-provider-prefect: one executable file that needs nothing but Node. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type BuildOptions, build, type Plugin, transform } from "esbuild";
import { constantAnswer } from "../provider/constant-answers";
import { constantNames } from "../provider/constant-methods";
import { executableText, type Part } from "../provider/launcher/executable-text";
import { oldestNode } from "../provider/launcher/oldest-node";

const providerEntry = resolve(__dirname, "../provider/main.ts");

const target = `node${oldestNode}`;

/**
 * Bundles `entry` and all it imports into the executable `file`. What it imports with `import()` becomes a part of
 * its own, not even compiled before it is asked for: the handshake waits for nothing else.
 */
export async function buildProvider(
  file: string,
  entry = providerEntry,
  bundling: Pick<BuildOptions, "define" | "plugins"> = {},
): Promise<void> {
  const { outputFiles, metafile } = await build({
    ...bundling,
    plugins: [answersMadeNow, ...(bundling.plugins ?? [])],
    entryPoints: [entry],
    outdir: dirname(file),
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    platform: "node",
    target,
    format: "esm",
    logLevel: "warning",
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const mainName = [...outputs].find(([, { entryPoint }]) => entryPoint !== undefined)?.[0];
  if (mainName === undefined) throw new Error(`${entry} gave no bundle`);
  const early = new Set([mainName]);
  // A Set's iteration takes in what is added on the way.
  for (const name of early) {
    for (const { path, kind } of outputs.get(name)?.imports ?? []) {
      if (kind === "import-statement" && outputs.has(basename(path))) early.add(basename(path));
    }
  }
  const parts = await Promise.all(outputFiles.map(({ path, text }) => toPart(basename(path), text)));
  const main = parts.find(({ name }) => name === `./${mainName}`);
  if (main === undefined) throw new Error(`${entry} gave no bundle`);
  const isEarly = ({ name }: Part) => early.has(basename(name));
  mkdirSync(dirname(file), { recursive: true });
  const others = parts.filter((part) => part !== main);
  const text = executableText(
    main,
    others.filter(isEarly),
    others.filter((part) => !isEarly(part)),
  );
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

/** Puts the provider's constant answers in the place of what makes them. */
const answersMadeNow: Plugin = {
  name: "answers made now",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]provider[\\/]constant-answers\.ts$/ }, async () => {
      const answers = await Promise.all(
        constantNames.map(
          async (name) => [name, Buffer.from(await constantAnswer(name)).toString("base64")] as const,
        ),
      );
      return {
        loader: "js",
        contents: `
          const answers = ${JSON.stringify(Object.fromEntries(answers))};
          export const constantAnswer = async (name) => Buffer.from(answers[name], "base64");`,
      };
    }),
};

/** Splitting works on ES modules only, and the parts are loaded as CommonJS. */
async function toPart(fileName: string, text: string): Promise<Part> {
  const { code } = await transform(text, {
    format: "cjs",
    platform: "node",
    target,
    supported: { "dynamic-import": false },
    minifySyntax: true,
    minifyWhitespace: true,
    charset: "ascii",
    legalComments: "inline",
  });
  return { name: `./${fileName}`, code };
}

if (require.main === module) {
  buildProvider(resolve(__dirname, "../dist/terraform-provider-prefect")).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
