import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PackageFacts } from "../../constructs/package-facts";
import { versionMeets } from "../../constructs/version-constraint";
import { oldestNode } from "../../provider/launcher/oldest-node";
import { type Finding, failed, ok, warning } from "./finding";

/** Node, and in a CDKTF project the packages that the constructs need. */
export function checkPackages(facts: PackageFacts, folder: string): readonly Finding[] {
  return [nodeVersion(), ...(existsSync(join(folder, "cdktf.json")) ? project(facts, folder) : [])];
}

function nodeVersion(): Finding {
  const { node } = process.versions;
  if (versionMeets(node, `>= ${oldestNode}`) !== false) return ok("node", `Node ${node}`);
  return failed("node", `Node ${node} is too old`, `Install Node ${oldestNode} or newer.`);
}

function project({ version, provider }: PackageFacts, folder: string): readonly Finding[] {
  const resolve = createRequire(join(folder, "cdktf.json")).resolve;
  const own: { peerDependencies?: Record<string, string> } = readJson(
    join(dirname(provider), "../package.json"),
  );
  const peers = Object.entries(own.peerDependencies ?? {}).map(([name, range]) => {
    const found = versionOf(resolve, name);
    const mend = `Run \`npm install ${name}@${range}\`.`;
    if (found === undefined) return failed("packages", `${name} is not installed in this project`, mend);
    if (versionMeets(found, constraintOf(range)) !== false) return ok("packages", `${name} ${found}`);
    return failed("packages", `${name} ${found} does not fit: the constructs are made for ${range}`, mend);
  });
  return [...peers, ...commandLine(resolve), ...ownVersion(resolve, version)];
}

/** CDKTF's command line and library are released together. */
function commandLine(resolve: NodeJS.RequireResolve): readonly Finding[] {
  const [cli, library] = [versionOf(resolve, "cdktf-cli"), versionOf(resolve, "cdktf")];
  if (cli === undefined || library === undefined) return [];
  const minor = (version: string): string => version.split(".").slice(0, 2).join(".");
  if (minor(cli) === minor(library)) return [ok("packages", `cdktf-cli ${cli}`)];
  const mend = `Run \`npm install --save-dev cdktf-cli@${library}\`.`;
  return [warning("packages", `cdktf-cli ${cli} and cdktf ${library} are not of one release`, mend)];
}

function ownVersion(resolve: NodeJS.RequireResolve, running: string): readonly Finding[] {
  const found = versionOf(resolve, "cdktf-provider-prefect");
  if (found === undefined) {
    const mend = "Install it there to use the constructs (`npm install cdktf-provider-prefect`).";
    return [warning("packages", "cdktf-provider-prefect is not installed in this project", mend)];
  }
  if (found === running) return [ok("packages", `cdktf-provider-prefect ${found}`)];
  const said = `this command is of cdktf-provider-prefect ${running}, and the project has ${found}`;
  return [warning("packages", said, "Call it as `npx cdktf-prefect` in the project.")];
}

function versionOf(resolve: NodeJS.RequireResolve, name: string): string | undefined {
  try {
    const { version }: { version?: unknown } = readJson(resolve(`${name}/package.json`));
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

const readJson = (file: string) => JSON.parse(readFileSync(file, "utf8"));

/** A caret range of npm as a version constraint: the leftmost number that is not 0 stays. */
export function constraintOf(range: string): string {
  const [, major, minor, patch] = /^\^(\d+)\.(\d+)\.(\d+)$/.exec(range) ?? [];
  if (major === undefined) return range;
  if (major === "0") return `~> ${major}.${minor}.${patch}`;
  return `>= ${major}.${minor}.${patch}, < ${Number(major) + 1}.0.0`;
}
