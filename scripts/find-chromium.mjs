import { spawnSync } from "node:child_process";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const answers = (executable) => spawnSync(executable, ["--version"], { stdio: "ignore" }).status === 0;

export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) return answers(named) ? named : undefined;
  return names.find(answers);
}
