/**
 * What makes JavaScript one executable file, which works under any name and in any folder.
 *
 * Its second line is a shell command, and to JavaScript a string and a comment. The command starts Node with a small
 * loader, which compiles the file's parts as functions. Node never sees the file as its main file or as a module:
 * below a package.json that says `"type": "module"` it would take it for something else, each version in its way.
 */
import { partMark, runParts } from "./run-parts";

const oldestNode = 20;

export interface Part {
  /** As the other parts `require` it. */
  readonly name: string;
  readonly code: string;
}

/** The file: the first part runs at once, the others are compiled when they are first required. */
export function executableText(first: Part, others: readonly Part[]): string {
  const text = [first, ...others].map(({ code }) => code);
  if (text.some((code) => code.includes(partMark) || !/^[\n\x20-\x7e\t]*$/.test(code))) {
    throw new Error("the bundle holds the mark between parts, or something beyond ASCII");
  }
  const marked = others.map(({ name, code }) => `${partMark}${name}\n${code}`);
  return `${header()}${first.code}${marked.join("")}`;
}

/** Of a plugin that does not come up, Terraform shows the first line of stdout, and stderr only in its log. */
function header(): string {
  const missing = `terraform-provider-prefect needs Node ${oldestNode} or newer: there is no node on PATH`;
  const command = [
    `command -v node >/dev/null 2>&1 || { echo "${missing}" >&2; [ -z "$TF_PLUGIN_MAGIC_COOKIE" ] || echo "${missing}"; exit 1; }`,
    `exec node -e '${loader.replace(/\s+/g, " ")}' "$0" "$@"`,
  ];
  return `#!/bin/sh\n":" //# ; ${command.join("; ")}\n`;
}

/** Old JavaScript, so that an old Node can say that it is too old. Inside the shell's single quotes: it has none. */
const loader = `
var version = process.versions.node;
if (parseInt(version, 10) < ${oldestNode}) {
  var tooOld = "terraform-provider-prefect needs Node ${oldestNode} or newer, and the node on PATH is " + version;
  console.error(tooOld);
  if (process.env.TF_PLUGIN_MAGIC_COOKIE) console.log(tooOld);
  process.exit(1);
}
var file = require("path").resolve(process.argv[1]);
var text = require("fs").readFileSync(file, "latin1");
${runParts}
`;
