import type { Named } from "../layout";
import { camelCase } from "../words";
import { print } from "./code";
import { type Context, constructCode, type Made } from "./constructs";
import { type FileScope, fileNames } from "./file-scope";
import { shareValues } from "./shared-values";

/** A file's constructs, each with what it is called in Terraform. */
export interface WrittenConstructs {
  readonly scope: FileScope;
  readonly made: readonly { readonly one: Named; readonly made: Made }[];
}

/** Writes the constructs of a file; its text is made once it is known what other files refer to. */
export function writeConstructs(scope: FileScope, context: Omit<Context, "scope">): WrittenConstructs {
  const made = scope.file.objects.map((one) => ({ one, made: constructCode(one, { ...context, scope }) }));
  return { scope, made };
}

/** @param exported ids of the objects that later files refer to */
export function sourceText({ scope, made }: WrittenConstructs, exported: ReadonlySet<string>): string {
  const { file } = scope;
  const names = fileNames(file.path);
  const { constants, codes } = shareValues(made.map(({ made }) => made.code));
  const shared = constants.map(([name, value]) => {
    const head = `const ${name} = `;
    return `  ${head}${print(value, "  ", 2 + head.length, 1)};`;
  });
  const statements = made.map(({ one, made }, index) => {
    const isReferred = scope.referred.has(one.id) || exported.has(one.id);
    const head = isReferred ? `const ${camelCase(one.label)} = ` : "";
    return `  ${head}${print(codes[index] ?? made.code, "  ", 2 + head.length, 1)};`;
  });
  const given = file.objects.filter(({ id }) => exported.has(id)).map(({ label }) => camelCase(label));
  const finders = scope.finders().map((line) => `  ${line}`);
  for (const {
    one,
    made: { code },
  } of made)
    noteUse(scope, code, one);
  const body = [
    ...(finders.length === 0 ? [] : [`${["  // These stand in older files.", ...finders].join("\n")}\n`]),
    spaced([...shared, ...statements]),
    ...(given.length === 0 ? [] : [`\n\n  return ${listOf(given, "  return ".length)};`]),
  ].join(finders.length === 0 ? "" : "\n");
  return [
    ...importLines(scope),
    "",
    `export function ${names.add}(${parametersOf(scope, names.add)}) {`,
    body,
    "}",
    ...(given.length === 0 ? [] : ["", `export type ${names.type} = ReturnType<typeof ${names.add}>;`]),
    "",
  ].join("\n");
}

/** Statements of several lines have an empty one between them. */
function spaced(statements: readonly string[]): string {
  return statements.reduce((text, statement, index) => {
    const before = statements[index - 1];
    if (before === undefined) return statement;
    const isLong = statement.includes("\n") || before.includes("\n");
    return `${text}\n${isLong ? "\n" : ""}${statement}`;
  }, "");
}

/** Names that stand in the text alone. */
function noteUse(scope: FileScope, code: Made["code"], one: Named): void {
  const text = JSON.stringify(code);
  for (const name of ["Duration"]) if (text.includes(`"${name}.`)) scope.use(name);
  if (one.type === "prefect_flow") scope.use("Flow");
}

function importLines(scope: FileScope): readonly string[] {
  const { path } = scope.file;
  const up = path.includes("/") ? "../" : "./";
  const others = [...scope.parameters.keys()].map((file) => {
    const isSibling = path.includes("/") && file.path.split("/")[0] === path.split("/")[0];
    const from = isSibling ? `./${file.path.split("/")[1]}` : `${up}${file.path}`;
    return { from, line: `import type { ${fileNames(file.path).type} } from "${from}";` };
  });
  others.sort((a, b) => (a.from < b.from ? -1 : 1));
  return [
    'import type { TerraformStack } from "cdktf";',
    importOf([...scope.used]),
    ...others.map(({ line }) => line),
  ];
}

const bare = (name: string): string => name.replace(/^type /, "");

/** The import of the package's names, sorted as formatters sort them. */
function importOf(names: readonly string[]): string {
  const sorted = [...names].sort((a, b) => naturally(bare(a), bare(b)));
  const line = `import { ${sorted.join(", ")} } from "cdktf-provider-prefect";`;
  if (line.length <= 100) return line;
  return `import {\n${sorted.map((name) => `  ${name},\n`).join("")}} from "cdktf-provider-prefect";`;
}

/** Without regard to case first; of equal ones the capital comes first. */
function naturally(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left === right ? (a < b ? -1 : 1) : left < right ? -1 : 1;
}

function parametersOf(scope: FileScope, add: string): string {
  const parameters = [...scope.parameters]
    .sort(([a], [b]) => (fileNames(a.path).type < fileNames(b.path).type ? -1 : 1))
    .map(([file, names]) => ({ names: [...names].sort(), type: fileNames(file.path).type }));
  const all = [
    "stack: TerraformStack",
    ...parameters.map(({ names, type }) => `{ ${names.join(", ")} }: ${type}`),
  ];
  const line = all.join(", ");
  if (`export function ${add}(${line}) {`.length <= 100) return line;
  const [only, ...more] = parameters;
  const lines = ["  stack: TerraformStack,", ...parameters.map((one) => `  ${destructured(one)},`)];
  return only !== undefined || more.length > 0 ? `\n${lines.join("\n")}\n` : line;
}

function destructured({ names, type }: { readonly names: readonly string[]; readonly type: string }): string {
  const line = `{ ${names.join(", ")} }: ${type}`;
  if (line.length + 3 <= 100) return line;
  return `{\n${names.map((name) => `    ${name},\n`).join("")}  }: ${type}`;
}

function listOf(names: readonly string[], before: number): string {
  const line = `{ ${names.join(", ")} }`;
  if (before + line.length + 1 <= 100) return line;
  return `{\n${names.map((name) => `    ${name},\n`).join("")}  }`;
}
