import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writing } from "../install/write-refusal";
import type { WrittenFile } from "./project";

/** @throws Error where something else than a folder stands there */
export function refuseNoFolder(path: string): void {
  let above = path;
  while (!existsSync(above) && dirname(above) !== above) above = dirname(above);
  if (!statSync(above).isDirectory()) throw new Error(`--out ${path}: ${above} is no folder.`);
}

/**
 * Writes files into a folder: all of them or, when one cannot be written, none.
 *
 * @throws Error that names what cannot be written, and says why
 */
export function writeFiles(folder: string, files: readonly WrittenFile[]): void {
  const isNew = !existsSync(folder);
  // On the same file system, so that what is complete can be moved.
  const name = `.${basename(folder)}.${process.pid}.new`;
  const aside = join(isNew ? dirname(folder) : folder, name);
  try {
    writing("Nothing was written.", () => {
      for (const { path, text } of files) {
        const file = join(aside, path);
        makeFolder(dirname(file));
        writeFileSync(file, text);
      }
      if (isNew) return renameSync(aside, folder);
      for (const { path } of files) makeFolder(dirname(join(folder, path)));
      for (const { path } of files) renameSync(join(aside, path), join(folder, path));
    });
  } finally {
    if (existsSync(aside)) rmSync(aside, { recursive: true, force: true });
  }
}

/** Node's own recursive one never ends in some places that nothing can be written into. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
