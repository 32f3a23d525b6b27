/**
 * `make fuzz`: inputs of every kind, as `fuzz/targets.ts` divides them, each target in a process of its own.
 * COUNT=1000000 in all, SEED=… the same inputs again, ONLY="cty-exact answers" some targets, REPLAY=… one input of the
 * seed that a failure has named. Last come random configurations against a real server, CONFIGURATIONS=10 of them.
 */
import { fork, spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Target } from "./target";
import { targets } from "./targets";
import type { Told } from "./worker";

/** No input takes nearly so long, on whatever machine: it hangs. */
const silence = 300_000;

interface Settings {
  readonly seed: number;
  readonly count: number;
  readonly replay: string | undefined;
  readonly chosen: readonly Target[];
  /** How many random configurations live and go on a real server. */
  readonly configurations: number;
}

/** What ONLY calls the random configurations. */
const configurationsName = "configurations";

function numberOf(name: string, otherwise: number): number {
  const value = Number(process.env[name] || otherwise);
  if (!Number.isSafeInteger(value))
    throw new Error(`${name} is "${process.env[name]}". Give a whole number.`);
  return value;
}

function readSettings(): Settings {
  const names = (process.env.ONLY ?? "").split(/[\s,]+/).filter((name) => name !== "");
  const known = [...targets.map(({ name }) => name), configurationsName];
  const strange = names.filter((name) => !known.includes(name));
  if (strange.length > 0) throw new Error(`ONLY: ${strange.join(", ")} is none of ${known.join(", ")}.`);
  return {
    seed: numberOf("SEED", Date.now() % 2 ** 31),
    count: numberOf("COUNT", 1_000_000),
    replay: process.env.REPLAY || undefined,
    configurations:
      names.length === 0 || names.includes(configurationsName) ? numberOf("CONFIGURATIONS", 10) : 0,
    chosen: names.length === 0 ? targets : targets.filter(({ name }) => names.includes(name)),
  };
}

/** Runs one target; true when nothing failed. */
function runTarget(
  { name }: Target,
  count: number,
  seed: number,
  replay: string | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    const start = Date.now();
    const child = fork(join(__dirname, "worker.ts"), [name, String(seed), String(count), replay ?? ""], {
      execArgv: ["--import", "tsx"],
    });
    let last: Told = { done: 0, seed };
    let watch = setTimeout(() => child.kill("SIGKILL"), silence);
    child.on("message", (told: Told) => {
      last = told;
      clearTimeout(watch);
      watch = setTimeout(() => child.kill("SIGKILL"), silence);
    });
    child.on("close", (code, signal) => {
      clearTimeout(watch);
      const { failure, done } = last;
      const seconds = ((Date.now() - start) / 1000).toFixed(1);
      const isHeld = code === 0 && failure === undefined && signal === null;
      console.log(
        `${name.padEnd(18)} ${String(done).padStart(8)} inputs ${seconds.padStart(7)} s  ${isHeld ? "held" : "FAILED"}`,
      );
      if (failure !== undefined) {
        const path = failure.replay === undefined ? "" : ` REPLAY=${failure.replay}`;
        console.log(`${failure.report}\nagain: make fuzz ONLY=${name} SEED=${failure.seed}${path}`);
      } else if (!isHeld) {
        const what =
          signal === "SIGKILL"
            ? `nothing came for ${silence / 1000} s`
            : `the process ended (${signal ?? code})`;
        console.log(`${what}\nagain: make fuzz ONLY=${name} SEED=${last.seed}`);
      }
      resolve(isHeld);
    });
  });
}

/** True when each of them went through its life. */
function runConfigurations(count: number, seed: number): boolean {
  const test = "tests/random-configurations.test.ts";
  const { status } = spawnSync("vitest", ["run", "--project", "real", test], {
    cwd: join(__dirname, ".."),
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, FUZZ_SEED: String(seed), FUZZ_CONFIGURATIONS: String(count) },
  });
  return status === 0;
}

async function main(): Promise<void> {
  const { seed, count, replay, chosen, configurations } = readSettings();
  console.log(`${count} inputs, SEED=${seed}`);
  const shares = chosen.reduce((sum, { share }) => sum + share, 0);
  let held = true;
  for (const target of chosen) {
    const part = Math.max(1, Math.round((count * target.share) / shares));
    held = (await runTarget(target, part, seed, replay)) && held;
  }
  if (configurations > 0) held = runConfigurations(configurations, seed) && held;
  process.exitCode = held ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
