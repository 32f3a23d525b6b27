/**
 * `make install`: checks what the machine has to bring, then installs npm packages and the pinned Prefect.
 * Plain JavaScript, since nothing is installed yet. A second call finds all in place and does nothing.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const virtualEnvironment = join(root, ".venv");
const requirements = join(root, "scripts", "prefect", "requirements.txt");
const constraints = join(root, "scripts", "prefect", "constraints.txt");

checkNode();
checkTerraform();
installNodePackages();
installPrefect();

function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) fail(`Node.js ${process.versions.node} is too old: install Node.js 20 or newer.`);
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
    "see npm's message above, then `make install` again",
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

function installPrefect() {
  const stamp = join(virtualEnvironment, "installed.txt");
  const wanted = readFileSync(requirements, "utf8") + readFileSync(constraints, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted && works(virtualEnvironment)) return;
  const python = findPython();
  console.log(`Installing Prefect into .venv with ${python} (about a minute)`);
  rmSync(virtualEnvironment, { recursive: true, force: true });
  run(
    python,
    ["-m", "venv", virtualEnvironment],
    "install Python's venv module (Debian: `apt install python3-venv`)",
  );
  run(
    join(virtualEnvironment, "bin", "python"),
    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements, "-c", constraints],
    "see pip's message above, then `make install` again",
  );
  writeFileSync(stamp, wanted);
}

/** A virtual environment stops working when it is moved or its Python is removed. */
function works(environment) {
  const python = join(environment, "bin", "python");
  const prefix = spawnSync(python, ["-c", "import sys; print(sys.prefix)"], { encoding: "utf8" });
  return (
    prefix.status === 0 &&
    prefix.stdout.trim() === environment &&
    existsSync(join(environment, "bin", "prefect"))
  );
}

function findPython() {
  const names = ["python3.11", "python3.12", "python3.13", "python3.10", "python3", "python"];
  for (const name of process.env.PYTHON ? [process.env.PYTHON] : names) {
    const version = spawnSync(name, ["-c", "import sys; print(*sys.version_info[:2])"], { encoding: "utf8" });
    if (version.status !== 0) continue;
    const [major, minor] = version.stdout.trim().split(" ").map(Number);
    if (major === 3 && minor >= 10 && minor <= 13) return name;
  }
  return fail("No Python 3.10 to 3.13 was found: install Python 3.11, or set PYTHON to one.");
}

function run(command, args, whatToDo) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  } catch {
    fail(`\`${command} ${args.join(" ")}\` failed: ${whatToDo}.`);
  }
}

function fail(message) {
  console.error(`install: ${message}`);
  process.exit(1);
}
