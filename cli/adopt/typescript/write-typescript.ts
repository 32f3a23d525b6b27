import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ServerObjects } from "../../server-objects/server-objects";
import { type Adoption, adopt } from "../adopt";
import { idsInStates, manifestOf } from "../known";
import type { Only } from "../selection";
import { extendedMain, mainText, missingLines } from "./main-file";
import { importsText, projectFiles } from "./project-files";
import { typescriptProject } from "./typescript-project";

export interface WriteOptions {
  readonly out: string;
  readonly only: readonly Only[];
  readonly states: readonly string[];
  /** Versions of what the project needs. */
  readonly version: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** What has come of it. */
export interface Report extends Pick<Adoption, "adopted" | "secrets" | "remarks"> {
  /** Files that are new or longer, relative to the folder. */
  readonly files: readonly string[];
}

/** Writes a CDKTF project, or what is new into the one that is there. No file of a person is overwritten. */
export function writeTypeScript(server: ServerObjects, options: WriteOptions): Report {
  const { out } = options;
  const manifest = manifestOf(out);
  const adoption = adopt(server, options.only, {
    manifest,
    inStates: idsInStates(options.states),
    labels: namesIn(out),
    isTaken: (path) => existsSync(join(out, `${path}.ts`)),
  });
  const paths = new Map(manifest.map(({ id, label }) => [id, label]));
  const project = typescriptProject(server, adoption.layout, paths);
  if (project.files.length === 0) return { ...adoption, files: [] };

  const files: string[] = [];
  const remarks = [...adoption.remarks];
  const write = (path: string, text: string) => {
    const file = join(out, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    files.push(path);
  };
  for (const { path, text } of project.files) write(path, text);
  const main = join(out, "main.ts");
  const before = existsSync(main) ? readFileSync(main, "utf8") : undefined;
  const after = before === undefined ? mainText(project.wiring) : extendedMain(before, project.wiring);
  if (after === undefined) {
    remarks.push(
      `main.ts does not end its stack with importFromServer(this); add there:\n${missingLines(project.wiring)}`,
    );
  } else write("main.ts", after);
  const known = manifest.map(({ id, label }) => ({ to: label, id }));
  write("imports.json", importsText([...known, ...project.imports]));
  for (const { path, text } of projectFiles(options.version, options.versions)) {
    if (!existsSync(join(out, path))) write(path, text);
  }
  return { ...adoption, remarks, files };
}

/** Texts in the TypeScript of a folder that may be ids of constructs. */
function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|cdktf\.out)$/.test(entry.name) ? [] : namesIn(path);
    if (!entry.name.endsWith(".ts")) return [];
    return [...readFileSync(path, "utf8").matchAll(/["'`]([\w-]+)["'`]/g)].map(([, name = ""]) => name);
  });
}
