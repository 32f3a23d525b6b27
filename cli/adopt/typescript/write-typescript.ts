import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { ServerObjects } from "../../server-objects/server-objects";
import { adopt } from "../adopt";
import { idsInStates, manifestOf, refuseUnknownCode, statesBeside } from "../known";
import { folded } from "../labels";
import { fileKey } from "../layout";
import { readmeOfTypeScript } from "../readme";
import type { Report, WriteOptions } from "../write-options";
import { extendedMain, mainText, missingLines } from "./main-file";
import { importsText, projectFiles } from "./project-files";
import { typescriptProject } from "./typescript-project";

/** A CDKTF project, or what is new for the one that is there. No file of a person is overwritten. */
export function typescriptReport(server: ServerObjects, options: WriteOptions): Report {
  const { out } = options;
  const manifest = manifestOf(out);
  const inStates = idsInStates([...statesBeside(out), ...options.states]);
  refuseUnknownCode(out, hasPrefect(out), "imports.json", [...manifest.map(({ id }) => id), ...inStates]);
  const labels = namesIn(out);
  const keys = new Set(codeFiles(out).map((file) => fileKey(relative(out, file).replace(/\.ts$/, ""))));
  const adoption = adopt(server, options.only, {
    manifest,
    inStates,
    variables: labels,
    takenLabels: new Set([...labels, ...manifest.map(({ label }) => label)].map(folded)),
    labelsByType: false,
    isTaken: (path) => keys.has(fileKey(path)),
  });
  const paths = new Map(manifest.map(({ id, label }) => [id, label]));
  const project = typescriptProject(server, adoption.layout, paths);
  if (project.files.length === 0) return { ...adoption, files: [] };

  const main = join(out, "main.ts");
  const before = existsSync(main) ? readFileSync(main, "utf8") : undefined;
  const after = before === undefined ? mainText(project.wiring) : extendedMain(before, project.wiring);
  const remarks = [...adoption.remarks];
  if (after === undefined) {
    remarks.push(
      `main.ts does not end its stack with importFromServer(this); add there:\n${missingLines(project.wiring)}`,
    );
  }
  const known = manifest.map(({ id, label }) => ({ to: label, id }));
  const others = [
    ...projectFiles(options.version, options.versions),
    { path: "README.md", text: readmeOfTypeScript(adoption) },
  ];
  const files = [
    ...project.files,
    ...(after === undefined ? [] : [{ path: "main.ts", text: after }]),
    { path: "imports.json", text: importsText([...known, ...project.imports]) },
    ...others.filter(({ path }) => !existsSync(join(out, path))),
  ];
  return { ...adoption, remarks, files };
}

const hasPrefect = (folder: string): boolean =>
  codeFiles(folder).some((file) => readFileSync(file, "utf8").includes('"cdktf-provider-prefect"'));

/** Texts in the TypeScript of a folder that may be ids of constructs. */
const namesIn = (folder: string): readonly string[] =>
  codeFiles(folder).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/["'`]([\w-]+)["'`]/g)].map(([, name = ""]) => name),
  );

function codeFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(node_modules|cdktf\.out|\..*)$/.test(entry.name) ? [] : codeFiles(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}
