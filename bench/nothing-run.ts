import { Workspace } from "../tests/support/terraform";
import { things } from "./configurations";
import type { Contender } from "./contenders";
import { emptyPlan, measured } from "./plans";

/** A state of resources that do nothing, to plan over. */
export class NothingRun {
  private constructor(
    readonly name: string,
    private readonly workspace: Workspace,
  ) {}

  static async create({ name, folder }: Contender, objects: number): Promise<NothingRun> {
    const workspace = await Workspace.create({
      providerFolder: folder,
      providerStartedBy: "terraform",
      env: measured,
    });
    await workspace.write(things(objects));
    await workspace.apply();
    return new NothingRun(name, workspace);
  }

  plan(): Promise<void> {
    return emptyPlan(this.workspace);
  }

  remove(): Promise<void> {
    return this.workspace.remove();
  }
}
