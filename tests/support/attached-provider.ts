import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type SupervisedProcess, startSupervised } from "./supervised-process";

/**
 * A provider with `--debug` that one workspace's terraform finds running: each command would otherwise start the
 * provider three to five times, which is most of what a short one costs.
 */
export class AttachedProvider {
  #running:
    | { readonly process: SupervisedProcess; readonly reattach: string; readonly seen: string }
    | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param folder has the executable; `logFolder` gets what it prints. */
  constructor(
    readonly folder: string,
    readonly logFolder: string,
  ) {}

  /** The value of TF_REATTACH_PROVIDERS. The provider is started anew when what it sees of `env` has changed. */
  reattach(env: Readonly<Record<string, string>>): Promise<string> {
    const turn = this.#turn.then(() => this.#start(env));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async stop(): Promise<void> {
    await this.#turn;
    await this.#running?.process.stop();
    this.#running = undefined;
  }

  async #start(env: Readonly<Record<string, string>>): Promise<string> {
    const seen = JSON.stringify(Object.entries(env).filter(([name]) => !name.startsWith("TF_")));
    if (this.#running?.seen === seen && this.#running.process.exitCode() === undefined) {
      return this.#running.reattach;
    }
    await this.#running?.process.stop();
    this.#running = undefined;
    const logFile = join(this.logFolder, `provider-${Date.now()}.log`);
    const process = await startSupervised([join(this.folder, "terraform-provider-prefect"), "--debug"], {
      env,
      logFile,
    });
    let printed = "";
    while (!/TF_REATTACH_PROVIDERS='(.*)'\n/.test(printed)) {
      if (process.exitCode() !== undefined) throw new Error(`the provider did not start:\n${printed}`);
      await sleep(20);
      printed = await readFile(logFile, "utf8");
    }
    const reattach = /TF_REATTACH_PROVIDERS='(.*)'\n/.exec(printed)?.[1] ?? "";
    this.#running = { process, reattach, seen };
    return reattach;
  }
}
