/** Installs Prefect into virtual environments. Plain JavaScript, since `make install` runs it before anything is there. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Installs the Prefect that `folder` pins (`requirements.txt`, `constraints.txt`) into a virtual environment. One that
 * has just that already stays as it is.
 * @param {string} folder
 * @param {string} environment
 * @throws {Error} with what to do
 */
export function installPrefect(folder, environment) {
  const requirements = join(folder, "requirements.txt");
  const constraints = join(folder, "constraints.txt");
  const stamp = join(environment, "installed.txt");
  const wanted = readFileSync(requirements, "utf8") + readFileSync(constraints, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted && works(environment)) return;
  const python = findPython();
  console.log(`Installing Prefect into ${relative(root, environment)} with ${python} (about a minute)`);
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(dirname(environment), { recursive: true });
  run(
    python,
    ["-m", "venv", environment],
    "install Python's venv module (Debian: `apt install python3-venv`)",
  );
  run(
    join(environment, "bin", "python"),
    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements, "-c", constraints],
    "see pip's message above, then try again",
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
  throw new Error("No Python 3.10 to 3.13 was found: install Python 3.11, or set PYTHON to one.");
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} whatToDo what a person does when it fails
 */
export function run(command, args, whatToDo) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  } catch {
    throw new Error(`\`${command} ${args.join(" ")}\` failed: ${whatToDo}.`);
  }
}
