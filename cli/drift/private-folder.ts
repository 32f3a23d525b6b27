import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

const folders = new Set<string>();

/** Removes all that is left; called when the process ends, however it does. */
function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

process.on("exit", removeAll);

/**
 * Gives a folder that only this user can read, for as long as `use` takes. It goes even when the process is told to
 * end (see {@link endOnSignals}).
 */
export async function withPrivateFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-prefect-"));
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    folders.delete(folder);
  }
}

/** Ends the process at the signals that ask for it, so that nothing private stays behind; `before` ends children. */
export function endOnSignals(before: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      void before().finally(() => process.exit(128 + constants.signals[signal]));
    });
  }
}
