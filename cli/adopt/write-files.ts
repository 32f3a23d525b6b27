import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writing } from "../install/write-refusal";
import type { WrittenFile } from "./project";

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
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
      if (isNew) return renameSync(aside, folder);
      for (const { path } of files) mkdirSync(dirname(join(folder, path)), { recursive: true });
      for (const { path } of files) renameSync(join(aside, path), join(folder, path));
    });
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
