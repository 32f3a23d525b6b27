import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds between two looks: what a process takes in its last moments is missed, and a look costs some. */
const interval = 250;

/**
 * The most memory in MB that any process of `executable` held while `action` ran, from Linux' own count of the peak
 * (VmHWM).
 */
export async function peakResident(executable: string, action: () => Promise<unknown>): Promise<number> {
  let peak = 0;
  let running = true;
  const watch = async () => {
    while (running) {
      for (const pid of await readdir("/proc")) {
        if (/^\d+$/.test(pid)) peak = Math.max(peak, await peakOf(pid, executable));
      }
      await sleep(interval);
    }
  };
  const watching = watch();
  try {
    await action();
  } finally {
    running = false;
    await watching;
  }
  return peak;
}

async function peakOf(pid: string, executable: string): Promise<number> {
  try {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
    if (!command.split("\0").includes(executable)) return 0;
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    // It ended in between.
    return 0;
  }
}
