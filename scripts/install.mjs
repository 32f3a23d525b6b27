/**
 * `make install`: checks what the machine has to bring, then installs npm packages and the pinned Prefect.
 * Plain JavaScript, since nothing is installed yet. A second call finds all in place and does nothing.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPrefect, run } from "./install-prefect.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

checkNode();
checkTerraform();
try {
  installNodePackages();
  installPrefect(join(root, "scripts", "prefect"), join(root, ".venv"));
} catch (error) {
  fail(error.message);
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const oldest = engines.node.replace(">=", "");
  const [[major, minor], [least, leastMinor]] = [process.versions.node, oldest].map((version) =>
    version.split(".").map(Number),
  );
  if (major < least || (major === least && minor < leastMinor)) {
    fail(`Node.js ${process.versions.node} is too old: install Node.js ${oldest} or newer.`);
  }
}

function checkTerraform() {
  const executable = process.env.TERRAFORM || "terraform";
  // Not asking its version: that can fail for reasons of its own configuration.
  if (spawnSync(executable, ["-help"], { stdio: "ignore" }).error) {
    fail(
      `\`${executable}\` was not found: install Terraform 1.11 or newer, or set TERRAFORM=tofu for OpenTofu.`,
    );
  }
}

function installNodePackages() {
  if (nodePackagesAreInPlace()) return;
  console.log("Installing npm packages (about a minute)");
  run(
    "npm",
    ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
    "see npm's message above, then try again",
  );
}

/** Compares npm's record of what is in node_modules with the lock file. */
function nodePackagesAreInPlace() {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const present = JSON.parse(readFileSync(installed, "utf8")).packages;
  const { "": _root, ...wanted } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(([name, { version, optional }]) =>
    present[name] === undefined ? optional === true : present[name].version === version,
  );
}

function fail(message) {
  console.error(`install: ${message}`);
  process.exit(1);
}
