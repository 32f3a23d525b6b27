/**
 * What makes JavaScript one executable file, which works under any name and in any folder.
 *
 * Its second line is a shell command, and to JavaScript a string and a comment. The command starts Node with a small
 * loader, which compiles the file's parts as functions. Node never sees the file as its main file or as a module:
 * below a package.json that says `"type": "module"` it would take it for something else, each version in its way.
 */
import { oldestNode } from "./oldest-node";
import { partMark, runParts } from "./run-parts";

const [major, minor] = oldestNode.split(".");

export interface Part {
  /** As the other parts `require` it. */
  readonly name: string;
  readonly code: string;
}

/**
 * The file: `first` runs at once, `early` is what it requires while it starts. What is `later` is neither read nor
 * compiled before one of it is first required, so that a start does not pay for it with time and memory.
 */
export function executableText(first: Part, early: readonly Part[], later: readonly Part[]): string {
  const text = [first, ...early, ...later].map(({ code }) => code);
  if (text.some((code) => code.includes(partMark) || !/^[\n\x20-\x7e\t]*$/.test(code))) {
    throw new Error("the bundle holds the mark between parts, or something beyond ASCII");
  }
  const marked = (parts: readonly Part[]) =>
    parts.map(({ name, code }) => `${partMark}${name}\n${code}`).join("");
  const rest = marked(later);
  return `${header(rest.length)}${first.code}${marked(early)}${rest}`;
}

/** Of a plugin that does not come up, Terraform shows the first line of stdout, and stderr only in its log. */
function header(restLength: number): string {
  const missing = `terraform-provider-prefect needs Node ${oldestNode} or newer: there is no node on PATH`;
  const command = [
    `command -v node >/dev/null 2>&1 || { echo "${missing}" >&2; [ -z "$TF_PLUGIN_MAGIC_COOKIE" ] || echo "${missing}"; exit 1; }`,
    // No core of a crash, and no log of Node's own: they would hold keys.
    "ulimit -S -c 0",
    "unset NODE_DEBUG NODE_DEBUG_NATIVE",
    `exec node -e '${loader(restLength).replace(/\s+/g, " ")}' "$0" "$@"`,
  ];
  return `#!/bin/sh\n":" //# ; ${command.join("; ")}\n`;
}

/**
 * Old JavaScript, so that an old Node can say that it is too old. Inside the shell's single quotes: it has none.
 *
 * @param restLength bytes at the end of the file that are read when they are first needed
 */
const loader = (restLength: number) => `
var version = process.versions.node;
var numbers = version.split(".");
if (numbers[0] < ${major} || (numbers[0] == ${major} && numbers[1] < ${minor})) {
  var tooOld = "terraform-provider-prefect needs Node ${oldestNode} or newer, and the node on PATH is " + version;
  console.error(tooOld);
  if (process.env.TF_PLUGIN_MAGIC_COOKIE) console.log(tooOld);
  process.exit(1);
}
var fs = require("fs");
var file = require("path").resolve(process.argv[1]);
var opened = fs.openSync(file, "r");
var middle = fs.fstatSync(opened).size - ${restLength};
function read(from, length) {
  var buffer = Buffer.allocUnsafeSlow(length);
  for (var at = 0, count; at < length; at += count) {
    count = fs.readSync(opened, buffer, at, length - at, from + at);
    if (count === 0) throw new Error(file + " was changed while it was being read: run the command again");
  }
  return buffer.latin1Slice();
}
function readMore() {
  var more = read(middle, ${restLength});
  fs.closeSync(opened);
  return more;
}
var text = read(0, middle);
${runParts}
`;
