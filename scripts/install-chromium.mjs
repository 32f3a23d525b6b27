/**
 * A Chromium for the tests of HTML pages, from Debian's or Ubuntu's packages where these may be installed. Without one it
 * goes on, and those tests fail: nothing else needs a browser. A second call finds it in place and does nothing.
 */
import { spawnSync } from "node:child_process";
import { findChromium } from "./find-chromium.mjs";
import { run } from "./install-prefect.mjs";

const packages = ["chromium", "fonts-dejavu-core"];

function aptGet(args) {
  run(
    "env",
    ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", ...args],
    "see apt-get's message above, or install Chromium yourself",
  );
}

function install() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status !== 0)
    return;
  console.log("Installing Chromium");
  try {
    aptGet(["update"]);
    aptGet(["install", "--yes", "--no-install-recommends", ...packages]);
  } catch (error) {
    console.error(error.message);
  }
}

if (findChromium() === undefined) install();
if (findChromium() === undefined) {
  console.error(
    [
      "",
      "!! No Chromium: the tests of HTML pages will FAIL.",
      "!! Install it (as root: apt-get install chromium), or name one: CHROMIUM=/path/to/chrome make test",
      "",
    ].join("\n"),
  );
}
