import { join } from "node:path";
import { providerFolder } from "../../tests/support/project-paths";
import { type Contender, findPeer, goNoop, own, ownNoop } from "../contenders";
import { type Figures, figures } from "../figures";
import { bareNode, measureStarts } from "../start";

const rounds = 25;

/** From the start of the process to its handshake, and what it holds then. */
export async function startPart(): Promise<Figures> {
  const { go, left } = await goNoop();
  const peer = await findPeer();
  const contenders: Contender[] = [
    { name: own, folder: providerFolder },
    await ownNoop(),
    ...(go === undefined ? [] : [go]),
    ...(peer === undefined ? [] : [peer]),
  ];
  const starts = await measureStarts(
    new Map(contenders.map(({ name, folder }) => [name, join(folder, "terraform-provider-prefect")])),
    rounds,
  );
  const mine = starts.get(own);
  const bare = starts.get(bareNode);
  if (mine?.residentAtHandshake === undefined || bare === undefined) throw new Error("nothing was started");
  return figures({
    tables: [
      {
        title: "Start to handshake, medians",
        header: ["", "ms", "resident MB"],
        rows: [...starts].map(([name, cost]) => [
          name,
          cost.milliseconds.toFixed(0),
          cost.residentAtHandshake?.toFixed(1) ?? "",
        ]),
      },
    ],
    limits: [
      { what: "handshake, times a bare Node", measured: mine.milliseconds / bare.milliseconds, atMost: 2 },
      { what: "resident MB at the handshake", measured: mine.residentAtHandshake, atMost: 48 },
    ],
    left,
  });
}
