/**
 * PostgreSQL for `make test-faults` and `make bench`, from Debian's or Ubuntu's packages where these may be installed.
 * A second call finds it in place and does nothing.
 */
import { spawnSync } from "node:child_process";
import { findPostgresql } from "./find-postgresql.mjs";
import { run } from "./install-prefect.mjs";

function aptGet(args) {
  run(
    "env",
    ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", ...args],
    "see apt-get's message above, or install PostgreSQL yourself",
  );
}

function install() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status !== 0)
    return;
  console.log("Installing PostgreSQL");
  try {
    aptGet(["update"]);
    aptGet(["install", "--yes", "--no-install-recommends", "postgresql"]);
  } catch (error) {
    console.error(error.message);
  }
}

if (findPostgresql() === undefined) install();
if (findPostgresql() === undefined) {
  console.error(
    [
      "",
      "!! No PostgreSQL: tests with it will FAIL, and `make bench` leaves out what needs it.",
      "!! Install it (as root: apt-get install postgresql), or name its folder: POSTGRESQL=/path/to/bin make …",
      "",
    ].join("\n"),
  );
}
