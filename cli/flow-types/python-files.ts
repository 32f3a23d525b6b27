import { readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Folders that hold no flows of one's own. */
const skipped = new Set(["__pycache__", "node_modules", "site-packages", "venv"]);

/**
 * Python files at these paths, folders searched throughout, relative to the working directory and sorted.
 *
 * @throws Error naming a path that is not there
 */
export function pythonFiles(paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const facts = statSync(path, { throwIfNoEntry: false });
    if (facts === undefined) throw new Error(`${path}: there is no such file or folder`);
    for (const file of facts.isDirectory() ? search(path) : [path]) {
      found.add(relative(process.cwd(), file).split(sep).join("/"));
    }
  }
  return [...found].sort();
}

function search(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) || entry.name.startsWith(".") ? [] : search(path);
    return entry.name.endsWith(".py") ? [path] : [];
  });
}
