import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sourceAddress } from "../../source-address";
import { AttachedProvider } from "./attached-provider";
import { isolatedEnvironment } from "./environment";
import { providerFolder } from "./project-paths";
import {
  type Diagnostic,
  diagnosticsIn,
  formatDiagnostics,
  type Plan,
  parsePlan,
  parseState,
  type Values,
} from "./terraform-output";

/** `terraform`, or what the TERRAFORM variable names: `tofu`, a path. */
export const terraformExecutable = process.env.TERRAFORM || "terraform";

/** OpenTofu takes an address without a host for one of its own registry. */
const addresses = [sourceAddress, sourceAddress.replace(/^[^/]+/, "registry.opentofu.org")];

export const isOpenTofu = /tofu[^/]*$/.test(terraformExecutable);

export interface WorkspaceOptions {
  /** The server that the provider talks to, through its environment. */
  server?: { readonly env: Readonly<Record<string, string>> };
  /** The inside of `provider "prefect" { … }`; default: no such block. */
  provider?: string;
  /** More environment for terraform and the provider, for example PREFECT_API_URL of a proxy. */
  env?: Readonly<Record<string, string>>;
  /** Folder with `terraform-provider-prefect`; default `dist`. */
  providerFolder?: string;
  /**
   * Who starts the provider. Default: this workspace, once for all commands. `terraform`, each time, is for what
   * depends on the process: its start, its end, what stays behind. A log (TF_LOG) is terraform's to collect, too.
   */
  providerStartedBy?: "workspace" | "terraform";
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface PlanOptions {
  destroy?: boolean;
  refreshOnly?: boolean;
  /** Addresses to replace. */
  replace?: readonly string[];
  /** Other arguments, for example `-target=prefect_flow.a`. */
  args?: readonly string[];
}

/** Terraform's own configuration: it takes the provider from `folder`. */
const cliConfigOf = (folder: string): string => `provider_installation {
  dev_overrides {
${addresses.map((address) => `    ${JSON.stringify(address)} = ${JSON.stringify(folder)}\n`).join("")}  }
  direct {}
}
`;

/** A folder with a configuration and its state, under a real terraform that uses the built provider. No init is needed. */
export class Workspace {
  private constructor(
    readonly folder: string,
    /** What terraform runs with; changes count from the next command on. */
    readonly env: Record<string, string>,
    private readonly provider: AttachedProvider | undefined,
  ) {}

  static async create(options: WorkspaceOptions = {}): Promise<Workspace> {
    const folder = await mkdtemp(join(tmpdir(), "terraform-workspace-"));
    const cliConfig = join(folder, "cli.tfrc");
    const provider = options.providerFolder ?? providerFolder;
    await writeFile(cliConfig, cliConfigOf(provider));
    await writeFile(
      join(folder, "provider.tf"),
      `terraform {
  required_providers {
    prefect = { source = ${JSON.stringify(sourceAddress)} }
  }
}
${options.provider === undefined ? "" : `provider "prefect" {\n${options.provider}\n}\n`}`,
    );
    return new Workspace(
      folder,
      isolatedEnvironment({
        PREFECT_HOME: join(folder, "prefect-home"),
        TF_IN_AUTOMATION: "1",
        ...options.server?.env,
        ...options.env,
        TF_CLI_CONFIG_FILE: cliConfig,
        TF_DATA_DIR: join(folder, ".terraform"),
      }),
      options.providerStartedBy === "terraform" ? undefined : new AttachedProvider(provider, folder),
    );
  }

  /** From the next command on Terraform starts the provider in another folder; not one that is attached. */
  async useProvider(folder: string): Promise<void> {
    await writeFile(join(this.folder, "cli.tfrc"), cliConfigOf(folder));
  }

  /** Makes `hcl` the configuration (beside the provider block), instead of what was there before. */
  async write(hcl: string): Promise<void> {
    await rm(join(this.folder, "main.tf.json"), { force: true });
    await writeFile(join(this.folder, "main.tf"), hcl);
  }

  /** The same in Terraform's JSON syntax, where `${…}` and `%{…}` in strings are templates. */
  async writeJson(configuration: Values): Promise<void> {
    await rm(join(this.folder, "main.tf"), { force: true });
    await writeFile(join(this.folder, "main.tf.json"), JSON.stringify(configuration));
  }

  /** Plans, and fails the test when terraform does. */
  async plan(options: PlanOptions = {}): Promise<Plan> {
    const result = await this.run(planArguments(options));
    const shown = await this.succeed(["show", "-json", planFile], result);
    return parsePlan(shown.stdout, diagnosticsIn(result.stdout));
  }

  /** Plans what must be refused, and returns the errors; fails the test when terraform plans it. */
  async planErrors(options: PlanOptions = {}): Promise<Diagnostic[]> {
    return this.errorsOf(await this.run(planArguments(options)), "plan");
  }

  /** Applies the configuration; returns all diagnostics, which are warnings. */
  async apply(options: PlanOptions = {}): Promise<Diagnostic[]> {
    const result = await this.succeed(applyArguments(options));
    return diagnosticsIn(result.stdout);
  }

  /** Applies what must fail, and returns the errors; fails the test when it succeeds. */
  async applyErrors(options: PlanOptions = {}): Promise<Diagnostic[]> {
    return this.errorsOf(await this.run(applyArguments(options)), "apply");
  }

  /** Applies the plan that `plan()` has left. */
  async applyPlanned(): Promise<Diagnostic[]> {
    return diagnosticsIn((await this.succeed(["apply", "-json", "-input=false", planFile])).stdout);
  }

  /** Destroys everything; returns all diagnostics, which are warnings. */
  async destroy(): Promise<Diagnostic[]> {
    return this.apply({ destroy: true });
  }

  /** `terraform import ADDRESS ID`. */
  async import(address: string, id: string): Promise<void> {
    await this.succeed(["import", "-no-color", "-input=false", address, id]);
  }

  /** `terraform import` of what must be refused: what terraform printed, its line breaks and frames removed. */
  async importError(address: string, id: string): Promise<string> {
    const result = await this.run(["import", "-no-color", "-input=false", address, id]);
    if (result.code === 0) throw new Error(`import of ${address} from ${id} was to fail, and succeeded`);
    return result.stderr.replace(/[\s│╷╵]+/g, " ").trim();
  }

  /** The values in the state, by address: `(await state())["prefect_flow.a"]`. */
  async state(): Promise<Record<string, Values>> {
    return parseState((await this.succeed(["show", "-json"])).stdout);
  }

  /** The values of one resource in the state; fails the test when it is not there. */
  async stateOf(address: string): Promise<Values> {
    const values = (await this.state())[address];
    if (values === undefined) throw new Error(`${address} is not in the state`);
    return values;
  }

  /** Forgets a resource without deleting the object. */
  async forget(...addresses: string[]): Promise<void> {
    await this.succeed(["state", "rm", ...addresses]);
  }

  /** What a program needs that runs terraform in this folder. */
  async environment(): Promise<Record<string, string>> {
    const logged = this.env.TF_LOG !== undefined || this.env.TF_LOG_PROVIDER !== undefined;
    const reattach = logged ? undefined : await this.provider?.reattach(this.env);
    return reattach === undefined ? this.env : { ...this.env, TF_REATTACH_PROVIDERS: reattach };
  }

  /** Runs terraform with any arguments, whatever comes of it. */
  async run(args: readonly string[]): Promise<CommandResult> {
    const env = await this.environment();
    return new Promise((resolve, reject) => {
      execFile(
        terraformExecutable,
        args,
        { cwd: this.folder, env, maxBuffer: 256 * 1024 * 1024 },
        (error, stdout, stderr) => {
          if (error !== null && typeof error.code !== "number") reject(error);
          else resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
        },
      );
    });
  }

  /** Removes the folder. Objects on the server stay: `destroy` first. */
  async remove(): Promise<void> {
    await this.provider?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async succeed(args: readonly string[], earlier?: CommandResult): Promise<CommandResult> {
    const result = earlier === undefined || earlier.code === 0 ? await this.run(args) : earlier;
    if (result.code === 0) return result;
    const diagnostics = formatDiagnostics(diagnosticsIn(result.stdout));
    throw new Error(`${terraformExecutable} ${args.join(" ")} failed:\n${diagnostics}\n${result.stderr}`);
  }

  private errorsOf(result: CommandResult, command: string): Diagnostic[] {
    const errors = diagnosticsIn(result.stdout).filter(({ severity }) => severity === "error");
    if (result.code === 0) throw new Error(`${command} was to fail, and succeeded`);
    if (errors.length === 0) throw new Error(`${command} failed without a diagnostic:\n${result.stderr}`);
    return errors;
  }
}

const planFile = "planned.tfplan";

function planArguments(options: PlanOptions): string[] {
  return [
    "plan",
    "-json",
    "-input=false",
    `-out=${planFile}`,
    ...modeArguments(options),
    ...(options.args ?? []),
  ];
}

function applyArguments(options: PlanOptions): string[] {
  return [
    "apply",
    "-json",
    "-input=false",
    "-auto-approve",
    ...modeArguments(options),
    ...(options.args ?? []),
  ];
}

function modeArguments(options: PlanOptions): string[] {
  return [
    ...(options.destroy ? ["-destroy"] : []),
    ...(options.refreshOnly ? ["-refresh-only"] : []),
    ...(options.replace ?? []).map((address) => `-replace=${address}`),
  ];
}
