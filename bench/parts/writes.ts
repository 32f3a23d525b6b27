import { providerFolder } from "../../tests/support/project-paths";
import { Workspace } from "../../tests/support/terraform";
import { deployments } from "../configurations";
import { type Contender, own, withFixedWrites } from "../contenders";
import { type Database, missing, type ServerOn, startServerOn } from "../databases";
import { type Figures, figures } from "../figures";
import { measured } from "../plans";
import { seconds, turns } from "../rounds";

const fixedNumbers = [1, 2, 3, 5, 10];
/** With a schedule each: 200 objects. */
const count = 100;
/** The best of the fixed numbers, which are measured again: one that was merely lucky once is no measure. */
const finalists = 2;
const rounds = 3;

/** Applies with the number of writes at once that the provider finds itself, and with fixed ones. */
export async function writesPart(database: Database): Promise<Figures> {
  const reason = await missing(database);
  if (reason !== undefined)
    return figures({ left: [`applies on a server with ${database}, since ${reason}`] });
  const server = await startServerOn(database);
  const runs: ApplyRun[] = [];
  const run = async (contender: Contender) => {
    const made = await ApplyRun.create(contender, server);
    runs.push(made);
    return made;
  };
  try {
    const mine = await run({ name: own, folder: providerFolder });
    // What a server is asked first takes it longer.
    await mine.apply();
    const sweep: { one: ApplyRun; once: number }[] = [];
    for (const writes of fixedNumbers) {
      const one = await run(await withFixedWrites(writes));
      sweep.push({ one, once: await one.apply() });
    }
    const best = sweep
      .toSorted((first, second) => first.once - second.once)
      .slice(0, finalists)
      .map(({ one }) => one);
    const [ours = 0, ...others] = await turns(
      rounds,
      [mine, ...best].map((one) => () => one.apply()),
    );
    const again = (one: ApplyRun) => others[best.indexOf(one)]?.toFixed(2) ?? "";
    return figures({
      tables: [
        {
          title: `Apply of ${2 * count} objects by the number of writes at once, ${database}`,
          header: ["", "once, s", `median of ${rounds}, s`],
          rows: [
            [own, "", ours.toFixed(2)],
            ...sweep.map(({ one, once }) => [one.name, once.toFixed(2), again(one)]),
          ],
          note: "The best two fixed numbers are measured again, in turns with this provider.",
        },
      ],
      limits: [
        {
          what: `apply on ${database}, times that with the best fixed number of writes at once`,
          measured: ours / Math.min(...others),
          atMost: 1.2,
        },
      ],
    });
  } finally {
    for (const one of runs) await one.remove();
    await server.stop();
  }
}

/** A configuration that is applied to a server again and again. */
class ApplyRun {
  private constructor(
    readonly name: string,
    private readonly workspace: Workspace,
  ) {}

  static async create({ name, folder }: Contender, server: ServerOn): Promise<ApplyRun> {
    const workspace = await Workspace.create({
      server,
      providerFolder: folder,
      providerStartedBy: "terraform",
      env: measured,
    });
    await workspace.writeJson(deployments(count));
    return new ApplyRun(name, workspace);
  }

  /** Seconds of an apply; what it made is destroyed. */
  async apply(): Promise<number> {
    const taken = await seconds(() => this.workspace.apply());
    await this.workspace.destroy();
    return taken;
  }

  remove(): Promise<void> {
    return this.workspace.remove();
  }
}
