import { startPrefectServer } from "../../tests/support/prefect-server";
import { providerFolder } from "../../tests/support/project-paths";
import { Workspace } from "../../tests/support/terraform";
import { deployments } from "../configurations";
import { type Contender, own, withFixedWrites } from "../contenders";
import { type Figures, figures } from "../figures";
import { measured } from "../plans";
import { rounds } from "../rounds";

const fixedNumbers = [1, 2, 4, 8, 10];
/** With a schedule each: 200 objects. */
const count = 100;

/** Applies with the number of writes at once that the provider finds itself, and with fixed ones. */
export async function writesPart(): Promise<Figures> {
  const contenders: Contender[] = [{ name: own, folder: providerFolder }];
  for (const writes of fixedNumbers) contenders.push(await withFixedWrites(writes));
  const server = await startPrefectServer();
  const workspaces: Workspace[] = [];
  try {
    for (const { folder } of contenders) {
      const workspace = await Workspace.create({
        server,
        providerFolder: folder,
        providerStartedBy: "terraform",
        env: measured,
      });
      workspaces.push(workspace);
      await workspace.write(deployments(count));
    }
    const taken = await rounds(
      3,
      workspaces.map((workspace) => () => lifeOf(workspace)),
    );
    const [mine = 0, ...fixed] = taken;
    return figures({
      tables: [
        {
          title: `Apply and destroy of ${2 * count} objects by the number of writes at once, SQLite, medians`,
          header: ["", "s"],
          rows: contenders.map(({ name }, index) => [name, taken[index]?.toFixed(2) ?? ""]),
        },
      ],
      limits: [{ what: "times the best fixed number", measured: mine / Math.min(...fixed), atMost: 1.2 }],
    });
  } finally {
    for (const workspace of workspaces) await workspace.remove();
    await server.stop();
  }
}

async function lifeOf(workspace: Workspace): Promise<void> {
  await workspace.apply();
  await workspace.destroy();
}
