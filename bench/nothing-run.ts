import { Workspace } from "../tests/support/terraform";
import type { Values } from "../tests/support/terraform-output";
import type { Contender } from "./contenders";
import { emptyPlan, measured } from "./plans";

/** A state of resources that do nothing, to plan over. */
export class NothingRun {
  private constructor(
    readonly name: string,
    private readonly workspace: Workspace,
  ) {}

  static async create({ name, folder }: Contender, configuration: Values): Promise<NothingRun> {
    const workspace = await Workspace.create({
      providerFolder: folder,
      providerStartedBy: "terraform",
      env: measured,
    });
    await workspace.writeJson(configuration);
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
