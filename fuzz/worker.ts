/** One target in a process of its own, for `fuzz/main.ts`: tells after each part how far it is. */
import { type Failure, runRound } from "./target";
import { targets } from "./targets";

/** What a worker tells: inputs done, the seed of the part that is next, and the failure that ended it. */
export interface Told {
  readonly done: number;
  readonly seed: number;
  readonly failure?: Failure;
}

/** Inputs between two words of how far it is; parts take their seeds one after the other. */
const part = 2000;

async function run(name: string, seed: number, count: number, replay: string | undefined): Promise<void> {
  const target = targets.find((one) => one.name === name);
  if (target === undefined) throw new Error(`There is no target ${name}.`);
  const tell = (told: Told): void => {
    process.send?.(told);
  };
  const open = await target.open();
  for (let done = 0, next = seed; done < count; next += target.lanes) {
    const round = { seed: next, count: Math.min(part, count - done), replay };
    const failure = await runRound(target, open, round);
    done = replay === undefined ? done + round.count : count;
    tell({ done, seed: next + target.lanes, ...(failure === undefined ? {} : { failure }) });
    if (failure !== undefined) break;
  }
  await open.close();
}

const [name = "", seed = "", count = "", replay = ""] = process.argv.slice(2);

run(name, Number(seed), Number(count), replay || undefined).then(
  () => process.disconnect(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
