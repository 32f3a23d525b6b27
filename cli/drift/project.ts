import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Trouble } from "../report/trouble";
import { isObject } from "./json-shape";
import { takeOver } from "./root-folder";
import { runProgram } from "./run-program";
import type { Root } from "./terraform";

/** A stack, and where terraform can be run on it. */
export interface StackFolder {
  readonly name: string;
  /** Where its code stands, relative to the current folder. */
  readonly shown: string;
  /** The file of its code to point at, relative to the current folder: `cdktf.json`, `main.tf`. */
  readonly file: string;
  readonly root: Root;
  /** Whether the folder is one of this command's own, in which terraform may write. */
  readonly isOwn: boolean;
  /** Paths of constructs by the address of the resource. */
  readonly constructPaths: ReadonlyMap<string, string>;
}

function readJson(file: string, step: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isObject(value)) return value;
    throw new Error("it holds no object");
  } catch (error) {
    throw new Trouble(
      step,
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** `etl/nightly` by `prefect_deployment.etl_nightly_4F`, from what cdktf writes beside each resource. */
function constructPathsIn(file: string, stack: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!existsSync(file)) return found;
  const { resource } = readJson(file, "cdktf synth");
  for (const [type, byName] of Object.entries(isObject(resource) ? resource : {})) {
    for (const [name, body] of Object.entries(isObject(byName) ? byName : {})) {
      const comment = isObject(body) && isObject(body["//"]) ? body["//"].metadata : undefined;
      const path = isObject(comment) ? comment.path : undefined;
      if (typeof path !== "string") continue;
      // A construct's main part is called Default, and stands for the construct.
      found.set(`${type}.${name}`, path.replace(`${stack}/`, "").replace(/\/Default$/, ""));
    }
  }
  return found;
}

/** The sources of modules in `cdktf.json` that are folders: cdktf tells the app of them. */
function relativeModules({ terraformModules }: Readonly<Record<string, unknown>>): readonly string[] {
  const modules: readonly unknown[] = Array.isArray(terraformModules) ? terraformModules : [];
  return modules
    .map((one) => (isObject(one) ? one.source : one))
    .flatMap((source) => (typeof source === "string" && /^\.\.?\//.test(source) ? [source] : []));
}

/** What terraform has chosen and fetched for the stacks that `cdktf` has made, so that this is chosen again. */
function takeOverStacks(from: string, to: string): void {
  const stacks = join(from, "stacks");
  if (!existsSync(stacks)) return;
  for (const name of readdirSync(stacks)) {
    const target = join(to, "stacks", name);
    mkdirSync(target, { recursive: true });
    const lockFile = join(stacks, name, ".terraform.lock.hcl");
    if (existsSync(lockFile)) copyFileSync(lockFile, join(target, ".terraform.lock.hcl"));
    takeOver(join(stacks, name, ".terraform"), join(target, ".terraform"));
  }
}

/** What the environment gives to the app beside `cdktf.json`, as for `cdktf synth`. */
function contextOf({ CDKTF_CONTEXT_JSON: text }: NodeJS.ProcessEnv, step: string): object {
  try {
    const value: unknown = JSON.parse(text || "{}");
    if (isObject(value)) return value;
  } catch {
    // It is said below.
  }
  throw new Trouble(step, "CDKTF_CONTEXT_JSON is no JSON object: give one, or unset it.");
}

/** Runs the project's app as `cdktf synth` does, into a folder of this command's own. */
async function synth(cwd: string, env: NodeJS.ProcessEnv, scratch: string): Promise<readonly StackFolder[]> {
  const step = "cdktf synth";
  const config = readJson(join(cwd, "cdktf.json"), step);
  if (typeof config.app !== "string") throw new Trouble(step, "cdktf.json names no app.");
  const out = join(scratch, "out");
  mkdirSync(out);
  takeOverStacks(resolve(cwd, typeof config.output === "string" ? config.output : "cdktf.out"), out);
  const context = {
    ...contextOf(env, step),
    ...(isObject(config.context) ? config.context : {}),
    cdktfRelativeModules: relativeModules(config),
  };
  const ended = await runProgram({
    file: config.app,
    args: [],
    shell: true,
    cwd,
    env: {
      ...env,
      CDKTF_OUTDIR: out,
      CDKTF_CONTEXT_JSON: JSON.stringify(context),
      SYNTH_HCL_OUTPUT: "false",
    },
  });
  if (ended.code !== 0) {
    const text = `${ended.stderr}\n${ended.stdout}`.trim();
    const said = text.split("\n").find((line) => /error/i.test(line)) ?? text.split("\n", 1)[0] ?? "";
    throw new Trouble(step, `The app \`${config.app}\` failed: ${said.trim()}`, text);
  }
  const manifestFile = join(out, "manifest.json");
  if (!existsSync(manifestFile)) {
    throw new Trouble(
      step,
      `The app \`${config.app}\` has made no stacks. It has to call \`app.synth()\`, and to leave \`outdir\` of its App to cdktf.`,
    );
  }
  const { stacks } = readJson(manifestFile, step);
  return Object.entries(isObject(stacks) ? stacks : {}).flatMap(([name, stack]): StackFolder[] => {
    if (!isObject(stack) || typeof stack.synthesizedStackPath !== "string") return [];
    const file = join(out, stack.synthesizedStackPath);
    return [
      {
        name,
        shown: ".",
        file: "cdktf.json",
        root: { folder: dirname(file), env: {}, variables: [] },
        isOwn: true,
        constructPaths: constructPathsIn(file, name),
      },
    ];
  });
}

const isConfiguration = (name: string): boolean => /\.(tf|tofu)(\.json)?$/.test(name);

export interface ProjectRequest {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A private folder. */
  readonly scratch: string;
  /** Arguments of a plan: `-var-file=…`. */
  readonly variables: readonly string[];
}

/**
 * The stacks of the project in a folder: a CDKTF project, or a plain Terraform or OpenTofu configuration, which is one.
 * @throws Trouble
 */
export async function stacksOf({
  cwd,
  env,
  scratch,
  variables,
}: ProjectRequest): Promise<readonly StackFolder[]> {
  if (existsSync(join(cwd, "cdktf.json"))) {
    const stacks = await synth(cwd, env, scratch);
    return stacks.map((stack) => ({ ...stack, root: { ...stack.root, variables } }));
  }
  const files = readdirSync(cwd).filter(isConfiguration).sort();
  const [first] = files;
  if (first === undefined) {
    throw new Trouble(
      "looking for a project",
      `There is neither a cdktf.json nor a *.tf file in ${cwd}: run this in a CDKTF project, or in a folder with a Terraform or OpenTofu configuration.`,
    );
  }
  return [
    {
      name: basename(cwd),
      shown: ".",
      file: files.find((name) => name.startsWith("main.")) ?? first,
      root: { folder: cwd, env: {}, variables },
      isOwn: false,
      constructPaths: constructPathsIn(join(cwd, "cdk.tf.json"), basename(cwd)),
    },
  ];
}
