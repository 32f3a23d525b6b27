import { fileNames } from "./file-scope";
import type { Wiring } from "./typescript-project";

/** The statement that `main.ts` ends its stack with; what is added later comes before it. */
const last = "importFromServer(this);";

/** Statements of `main.ts` that make the constructs of files. */
function statements(wiring: readonly Wiring[]): readonly string[] {
  return wiring.map(({ path, isReferred, needs }) => {
    const { stem, add } = fileNames(path);
    const args = ["this", ...needs.map((one) => fileNames(one).stem)];
    const head = isReferred ? `const ${stem} = ${add}` : add;
    const line = `${head}(${args.join(", ")});`;
    return 4 + line.length <= 100 ? line : `${head}(\n${args.map((arg) => `  ${arg},\n`).join("")});`;
  });
}

const indented = (text: string, indent: string): string => text.replaceAll(/^/gm, indent);

const importLine = (path: string): string => `import { ${fileNames(path).add} } from "./${path}";`;

const imports = (paths: readonly string[]): readonly string[] =>
  [...paths].sort((a, b) => (a < b ? -1 : 1)).map(importLine);

/** A new `main.ts`. */
export function mainText(wiring: readonly Wiring[]): string {
  const paths = wiring.map(({ path }) => path);
  const sorted = [...paths, "imports"].sort((a, b) => (a < b ? -1 : 1));
  return [
    'import { App, TerraformStack } from "cdktf";',
    'import { PrefectProvider } from "cdktf-provider-prefect";',
    ...sorted.map((path) =>
      path === "imports" ? 'import { importFromServer } from "./imports";' : importLine(path),
    ),
    "",
    "class Prefect extends TerraformStack {",
    "  constructor(app: App) {",
    '    super(app, "prefect");',
    '    new PrefectProvider(this, "prefect"); // the server of PREFECT_API_URL, or of the active profile',
    "",
    ...statements(wiring).map((text) => indented(text, "    ")),
    "",
    `    ${last}`,
    "  }",
    "}",
    "",
    "const app = new App();",
    "new Prefect(app);",
    "app.synth();",
    "",
  ].join("\n");
}

/**
 * A `main.ts` that is there, with the constructs of more files; undefined where it has not the statement that they come
 * before.
 */
export function extendedMain(text: string, wiring: readonly Wiring[]): string | undefined {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => line.trim() === last);
  const lastImport = lines.findLastIndex((line) => /^import .*;$/.test(line));
  if (end < 0 || lastImport < 0 || lastImport > end) return undefined;
  const indent = /^\s*/.exec(lines[end] ?? "")?.[0] ?? "";
  const isSpaced = lines[end - 1]?.trim() === "";
  return [
    ...lines.slice(0, lastImport + 1),
    ...imports(wiring.map(({ path }) => path)),
    ...lines.slice(lastImport + 1, isSpaced ? end - 1 : end),
    ...statements(wiring).map((text) => indented(text, indent)),
    ...(isSpaced ? [""] : []),
    ...lines.slice(end),
  ].join("\n");
}

/** What a person adds to a `main.ts` that is not like the one that was written. */
export const missingLines = (wiring: readonly Wiring[]): string =>
  [...imports(wiring.map(({ path }) => path)), ...statements(wiring)].join("\n");
