import { accessSync, closeSync, constants, openSync, unlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Trouble } from "../report/trouble";
import type { PlanJson } from "./plan-json";
import { planIn } from "./plan-shape";
import { type Ended, runProgram } from "./run-program";

export interface Terraform {
  /** `terraform`, `tofu`, or a path. */
  readonly executable: string;
  readonly env: NodeJS.ProcessEnv;
}

function isThere(name: string, env: NodeJS.ProcessEnv): boolean {
  return (env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The program that TERRAFORM or (as for cdktf) TERRAFORM_BINARY_NAME names, else what is there of terraform and tofu. */
export function findTerraform(env: NodeJS.ProcessEnv): Terraform {
  const named = env.TERRAFORM || env.TERRAFORM_BINARY_NAME;
  const executable = named || (!isThere("terraform", env) && isThere("tofu", env) ? "tofu" : "terraform");
  return {
    executable,
    env: { ...env, TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" },
  };
}

/** A folder in which terraform can be run. */
export interface Root {
  readonly folder: string;
  /** Environment beside terraform's own, such as TF_DATA_DIR. */
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of a plan: `-var-file=…`. */
  readonly variables: readonly string[];
}

async function run(
  terraform: Terraform,
  root: Root,
  args: readonly string[],
  third?: number,
): Promise<Ended> {
  try {
    return await runProgram({
      file: terraform.executable,
      args,
      cwd: root.folder,
      env: { ...terraform.env, ...root.env },
      ...(third === undefined ? {} : { third }),
    });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    throw new Trouble(
      `${terraform.executable} ${args[0] ?? ""}`,
      `${terraform.executable} was not found: install Terraform or OpenTofu, or name it in TERRAFORM.`,
    );
  }
}

/** What terraform says when it fails, without its frame. */
const errorText = ({ stdout, stderr }: Ended): string => {
  const printed = stderr.trim() === "" ? stdout : stderr;
  return stripVTControlCharacters(printed)
    .split("\n")
    .map((line) => line.replace(/^[╷│╵]\s?/, "").trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
};

/** The line after `Error: `, which says what is wrong. */
const headline = (text: string): string =>
  /^Error: (.*)$/m.exec(text)?.[1] ?? text.split("\n", 1)[0] ?? "It failed and said nothing.";

async function succeed(
  terraform: Terraform,
  root: Root,
  args: readonly string[],
  third?: number,
): Promise<Ended> {
  const ended = await run(terraform, root, args, third);
  if (ended.code === 0) return ended;
  const text = errorText(ended);
  const commandName = args.find((arg) => !arg.startsWith("-")) ?? "";
  throw new Trouble(`${terraform.executable} ${commandName}`, headline(text), text);
}

/**
 * A file for a plan. On Linux it has no name any more when it is given out, so that no plan can be left behind, not
 * even when the process is killed.
 */
async function withPlanFile<T>(
  folder: string,
  use: (path: string, descriptor: number | undefined) => Promise<T>,
): Promise<T> {
  const path = join(folder, "plan");
  const descriptor = openSync(path, "wx+", 0o600);
  try {
    if (process.platform !== "linux") return await use(path, undefined);
    unlinkSync(path);
    return await use("/dev/fd/3", descriptor);
  } finally {
    closeSync(descriptor);
    if (process.platform !== "linux") unlinkSync(path);
  }
}

export interface PlanRequest {
  /** A private folder. */
  readonly scratch: string;
  /** False: what the code asks for against the state alone, the server not asked. */
  readonly refresh: boolean;
}

/**
 * Plans, without a lock, and returns the plan as JSON; no plan is left.
 * @throws Trouble
 */
export function plan(terraform: Terraform, root: Root, { scratch, refresh }: PlanRequest): Promise<PlanJson> {
  return withPlanFile(scratch, async (path, descriptor) => {
    const how = refresh ? [] : ["-refresh=false"];
    await succeed(
      terraform,
      root,
      ["plan", "-lock=false", "-input=false", "-no-color", ...how, ...root.variables, `-out=${path}`],
      descriptor,
    );
    const shown = await succeed(terraform, root, ["show", "-json", "-no-color", path], descriptor);
    return readPlan(terraform, shown.stdout);
  });
}

function readPlan({ executable }: Terraform, text: string): PlanJson {
  const found = planIn(text);
  if (typeof found === "object") return found;
  const step = `${executable} show`;
  if (found === "no plan") {
    throw new Trouble(
      step,
      "It printed JSON, but no plan in a version of the format (0.x, 1.x) that is known here.",
    );
  }
  throw new Trouble(
    step,
    "It did not print JSON alone. Where a script stands in for Terraform, name Terraform itself in TERRAFORM; for setup-terraform of GitHub Actions that script is turned off by `terraform_wrapper: false`.",
  );
}

/** The text of a folder's state, as `terraform state pull` gives it; nothing is locked. Empty where there is none. */
export async function pullState(terraform: Terraform, root: Root): Promise<string> {
  return (await succeed(terraform, root, ["state", "pull"])).stdout;
}

/** Whether terraform has failed for want of an `init`. */
export const wantsInit = (error: unknown): boolean =>
  error instanceof Trouble && /\b(terraform|tofu) init\b/.test(error.detail);

export async function init(terraform: Terraform, root: Root, args: readonly string[] = []): Promise<void> {
  await succeed(terraform, root, ["init", "-input=false", "-no-color", ...args]);
}
