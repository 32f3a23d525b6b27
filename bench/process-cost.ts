import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds between two looks at the processes that are known: what one takes in its last moments is missed. */
const interval = 250;
/** Looks between two searches for new ones, which cost more. */
const looksPerSearch = 8;
/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

export interface ProcessCost {
  /** The most memory in MB that one of the processes held (VmHWM). */
  readonly peak: number;
  /** Processor seconds of all together: unlike the time that passes, it does not depend on what else is running. */
  readonly cpu: number;
}

/**
 * What processes cost while `action` ran, from Linux' own counts. One that ends within two seconds may be missed.
 * @param programs which processes, by an argument that they were started with, such as `terraform`
 * @returns the cost of each program, in the same order
 */
export async function processCosts(
  programs: readonly string[],
  action: () => Promise<unknown>,
): Promise<ProcessCost[]> {
  const costs = programs.map(() => new Map<string, ProcessCost>());
  let running = true;
  const watch = async () => {
    let known: (readonly [pid: string, program: number])[] = [];
    for (let look = 0; running; look++) {
      if (look % looksPerSearch === 0) known = await processesOf(programs);
      for (const [pid, program] of known) {
        const cost = await costOf(pid);
        if (cost !== undefined) costs[program]?.set(pid, cost);
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
  return costs.map((each, program) => {
    const all = [...each.values()];
    if (all.length === 0) throw new Error(`no process of ${programs[program]} was seen`);
    return {
      peak: Math.max(...all.map(({ peak }) => peak)),
      cpu: all.reduce((sum, { cpu }) => sum + cpu, 0),
    };
  });
}

async function processesOf(programs: readonly string[]): Promise<[string, number][]> {
  const found: [string, number][] = [];
  for (const pid of await readdir("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const command = (await textOf(`/proc/${pid}/cmdline`)).split("\0");
    const program = programs.findIndex((name) => command.includes(name));
    if (program >= 0) found.push([pid, program]);
  }
  return found;
}

async function costOf(pid: string): Promise<ProcessCost | undefined> {
  const [status, stat] = [await textOf(`/proc/${pid}/status`), await textOf(`/proc/${pid}/stat`)];
  const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  // The name comes before, in brackets, and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user, system] = [fields[11], fields[12]];
  if (peak === undefined || user === undefined || system === undefined) return undefined;
  return { peak: Number(peak) / 1024, cpu: (Number(user) + Number(system)) / ticksPerSecond };
}

/** Nothing of a process that has ended in between. */
const textOf = (file: string): Promise<string> => readFile(file, "utf8").catch(() => "");
