import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const answers = (executable) => spawnSync(executable, ["--version"], { stdio: "ignore" }).status === 0;

export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) return answers(named) ? named : undefined;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(answers);
}
