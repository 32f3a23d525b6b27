import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { plot } from "./plot";
import { report } from "./report";
import type { Results } from "./result";

const file = (name: string) => join(__dirname, name);

/** What was measured before; nothing where that was never done. */
export async function readResults(): Promise<Results> {
  try {
    return JSON.parse(await readFile(file("results.json"), "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}

/** Writes `results.json`, and what is made of it: `results.md` and `results.svg`. */
export async function writeResults(results: Results): Promise<void> {
  await writeFile(file("results.json"), `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(file("results.md"), report(results));
  await writeFile(file("results.svg"), plot(Object.values(results).flatMap(({ figures }) => figures.points)));
}
