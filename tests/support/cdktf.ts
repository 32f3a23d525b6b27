import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isolatedEnvironment } from "./environment";
import { type CommandResult, terraformExecutable } from "./terraform";
import type { Values } from "./terraform-output";

const resolve = createRequire(__filename).resolve;
const cli = join(dirname(resolve("cdktf-cli/package.json")), "bundle", "bin", "cdktf");

/** A folder of its own in which the real `cdktf` runs an app of this repository, with no CLI configuration. */
export class CdktfProject {
  private constructor(
    readonly folder: string,
    private readonly app: readonly string[],
    /** What `cdktf` and terraform run with. */
    readonly env: Readonly<Record<string, string>>,
  ) {}

  /**
   * @param app the app's file
   * @param env more environment, such as a server's
   */
  static async create(app: string, env: Readonly<Record<string, string>>): Promise<CdktfProject> {
    const folder = await mkdtemp(join(tmpdir(), "cdktf-project-"));
    const command = ["--import", pathToFileURL(resolve("tsx")).href, app];
    await writeFile(
      join(folder, "cdktf.json"),
      JSON.stringify({
        language: "typescript",
        app: `node ${command.join(" ")}`,
        output: "out",
        projectId: "test",
        sendCrashReports: "false",
      }),
    );
    const cliConfig = join(folder, "cli.tfrc");
    await writeFile(cliConfig, "");
    return new CdktfProject(
      folder,
      command,
      isolatedEnvironment({
        CI: "1",
        FORCE_COLOR: "0",
        ...env,
        TF_CLI_CONFIG_FILE: cliConfig,
        TERRAFORM_BINARY_NAME: terraformExecutable,
      }),
    );
  }

  /** A stack's folder after synth. */
  stack(name: string): string {
    return join(this.folder, "out", "stacks", name);
  }

  /** Runs `cdktf`, and fails the test when it does; returns what it printed. */
  async run(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.execute(process.execPath, [cli, ...args], this.folder);
    if (code !== 0) throw new Error(`cdktf ${args.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** Makes the stacks' folders, as `cdktf synth` does, without waiting for the command line. */
  async synth(): Promise<void> {
    const result = await this.execute(process.execPath, this.app, this.folder, { CDKTF_OUTDIR: "out" });
    if (result.code !== 0) throw new Error(`The app ended with ${result.code}:\n${result.stderr}`);
  }

  /** What a stack's folder says after synth. */
  async configuration(stack: string): Promise<Values> {
    return JSON.parse(await readFile(join(this.stack(stack), "cdk.tf.json"), "utf8"));
  }

  /** Runs terraform in a stack's folder. */
  terraform(stack: string, ...args: string[]): Promise<CommandResult> {
    return this.execute(terraformExecutable, args, this.stack(stack));
  }

  /** The same, and fails the test when terraform does; returns what it printed. */
  async terraformOutput(stack: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.terraform(stack, ...args, "-no-color");
    if (code !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private execute(
    file: string,
    args: readonly string[],
    cwd: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<CommandResult> {
    const options = { cwd, env: { ...this.env, ...more }, maxBuffer: 64 * 1024 * 1024 };
    return new Promise((done, fail) => {
      execFile(file, args, options, (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== "number") fail(error);
        else done({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
      });
    });
  }
}
