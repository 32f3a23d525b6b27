import { things } from "../configurations";
import { goNoop, ownNoop } from "../contenders";
import { type Figures, figures } from "../figures";
import { NothingRun } from "../nothing-run";
import { rounds } from "../rounds";

const objects = 200;

/** A plan over resources that do nothing: what terraform and the framework cost by themselves. */
export async function nothingPart(): Promise<Figures> {
  const { go, left } = await goNoop();
  if (go === undefined) return figures({ left });
  const mine = await NothingRun.create(await ownNoop(), things(objects));
  const other = await NothingRun.create(go, things(objects));
  try {
    const [ours = 0, gos = 0] = await rounds(15, [() => mine.plan(), () => other.plan()]);
    return figures({
      tables: [
        {
          title: `Plan of ${objects} resources that do nothing, medians`,
          header: ["", "s"],
          rows: [
            [mine.name, ours.toFixed(3)],
            [other.name, gos.toFixed(3)],
          ],
        },
      ],
      limits: [{ what: "plan, times the one in Go", measured: ours / gos, atMost: 1.35 }],
    });
  } finally {
    await mine.remove();
    await other.remove();
  }
}
