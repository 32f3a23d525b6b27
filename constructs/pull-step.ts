import { pullStepFaults, pullStepName } from "../rules";
import { encodeJsonObject } from "./encode-json";
import { encodeText, encodeTextMap } from "./encode-text";
import { type Construct, type IResolvable, Token } from "./framework";
import type { DeploymentPullSteps } from "./generated/deployment";
import type { JsonObject } from "./json-input";
import { judgeText, refusal } from "./refusal";

/** What every step may have. */
export interface StepOptions {
  /** By which later steps refer to this one's outputs. */
  readonly id?: string | undefined;
  /** A package that is installed when it is missing. */
  readonly requires?: string | undefined;
}

interface StepBase extends StepOptions {
  /** Arguments of the step that have no property here, by their names in Python. */
  readonly inputs?: JsonObject | undefined;
  /** The same for secrets: they stand in no plan and no state. Give them as `secretVariable` or `EphemeralBlock`. */
  readonly inputsWo?: JsonObject | undefined;
}

/** A block that a worker loads. */
type Credentials = { readonly placeholder: string } | string;

interface BucketOptions extends StepBase {
  readonly folder: string;
  /** A Block with credentials, or its template: `{{ prefect.blocks.… }}`. */
  readonly credentials?: Credentials | undefined;
}

interface GitCloneOptions extends StepBase {
  readonly repository: string;
  readonly branch?: string | undefined;
  readonly includeSubmodules?: boolean | IResolvable | undefined;
  /** Stands in plan and state: a template such as `{{ prefect.blocks.secret.github }}`, or use `accessTokenWo`. */
  readonly accessToken?: string | undefined;
  /** A token that stands in no plan and no state. Give it as `secretVariable` or `EphemeralBlock`. */
  readonly accessTokenWo?: string | undefined;
  /** A Block with credentials, or its template: `{{ prefect.blocks.github-credentials.… }}`. */
  readonly credentials?: Credentials | undefined;
}

interface ShellScriptOptions extends StepBase {
  readonly script: string;
  readonly directory?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly streamOutput?: boolean | IResolvable | undefined;
  readonly expandEnvVars?: boolean | IResolvable | undefined;
}

interface PipInstallOptions extends StepBase {
  readonly requirementsFile?: string | undefined;
  readonly directory?: string | undefined;
  readonly streamOutput?: boolean | IResolvable | undefined;
}

/** A step that a worker takes before a run, to get the flow's code. Made by `PullStep.gitClone` and the others. */
export type PullStep =
  | (StepBase & { readonly type: "set_working_directory"; readonly directory: string })
  | (GitCloneOptions & { readonly type: "git_clone" })
  | (ShellScriptOptions & { readonly type: "run_shell_script" })
  | (PipInstallOptions & { readonly type: "pip_install_requirements" })
  | (BucketOptions & { readonly type: "pull_from_s3" | "pull_from_gcs"; readonly bucket: string })
  | (BucketOptions & { readonly type: "pull_from_azure_blob_storage"; readonly container: string })
  | (StepBase & {
      /** Any other step by its dotted name, as `prefect_aws.deployments.steps.pull_from_s3`. */
      readonly type: DottedName;
    });

type DottedName = `${string}.${string}` | `${string}:${string}`;

/**
 * Makes the steps by which a worker gets a flow's code.
 *
 * @example
 * ```ts
 * pullSteps: [
 *   PullStep.gitClone({ id: "clone", repository: "https://github.com/org/flows.git", branch: "main" }),
 *   PullStep.pipInstall({ directory: "{{ clone.directory }}" }),
 * ]
 * ```
 */
export const PullStep = {
  /** Clones a repository into the working directory. Its outputs: `directory`. */
  gitClone: (options: GitCloneOptions): PullStep => ({ ...options, type: "git_clone" }),

  /** Changes to a directory that is there, as in an image that holds the code. */
  setWorkingDirectory: (directory: string, options: StepOptions = {}): PullStep => ({
    ...options,
    type: "set_working_directory",
    directory,
  }),

  /** Downloads a folder of an S3 bucket; the worker needs `prefect-aws`. Its outputs: `directory`, `bucket`, `folder`. */
  s3: (options: BucketOptions & { readonly bucket: string }): PullStep => ({
    ...options,
    type: "pull_from_s3",
  }),

  /** Downloads a folder of a Google Cloud Storage bucket; the worker needs `prefect-gcp`. */
  gcs: (options: BucketOptions & { readonly bucket: string }): PullStep => ({
    ...options,
    type: "pull_from_gcs",
  }),

  /** Downloads a folder of an Azure storage container; the worker needs `prefect-azure`. */
  azureBlob: (options: BucketOptions & { readonly container: string }): PullStep => ({
    ...options,
    type: "pull_from_azure_blob_storage",
  }),

  /** Runs commands. Its outputs: `stdout`, `stderr`. */
  runShellScript: (script: string, options: Omit<ShellScriptOptions, "script"> = {}): PullStep => ({
    ...options,
    type: "run_shell_script",
    script,
  }),

  /** Installs a requirements file; default: `requirements.txt`. */
  pipInstall: (options: PipInstallOptions = {}): PullStep => ({
    ...options,
    type: "pip_install_requirements",
  }),

  /**
   * Any other function, by its dotted name.
   *
   * @example
   * ```ts
   * PullStep.custom("company.steps.fetch", { source: "registry", retries: 3 })
   * ```
   */
  custom: (
    name: DottedName,
    inputs: JsonObject = {},
    options: StepOptions & Pick<StepBase, "inputsWo"> = {},
  ): PullStep => ({ ...options, type: name, inputs }),
} as const;

/**
 * A step as the bindings take it.
 *
 * @throws Error naming the construct and the property for what a worker would refuse
 */
export function bindPullStep(construct: Construct, property: string, step: PullStep): DeploymentPullSteps {
  if (typeof step?.type !== "string") {
    throw refusal(construct, property, step, "a pull step, such as PullStep.gitClone({ … }), is needed");
  }
  const all: AllProperties = step;
  judgeText(construct, `${property}.type`, step.type, pullStepName);
  checkArguments(construct, property, step.type, all);
  const text = (name: TextProperty) => encodeText(construct, `${property}.${name}`, all[name]);
  return {
    type: step.type,
    id: text("id"),
    requires: text("requires"),
    directory: text("directory"),
    repository: text("repository"),
    branch: text("branch"),
    accessToken: text("accessToken"),
    accessTokenWo: text("accessTokenWo"),
    credentials: encodeText(construct, `${property}.credentials`, templateOf(all.credentials)),
    script: text("script"),
    requirementsFile: text("requirementsFile"),
    bucket: text("bucket"),
    container: text("container"),
    folder: text("folder"),
    includeSubmodules: all.includeSubmodules,
    streamOutput: all.streamOutput,
    expandEnvVars: all.expandEnvVars,
    env: encodeTextMap(construct, `${property}.env`, all.env),
    inputs: encodeJsonObject(construct, `${property}.inputs`, all.inputs),
    inputsWo: encodeJsonObject(construct, `${property}.inputsWo`, all.inputsWo),
  };
}

function checkArguments(construct: Construct, property: string, type: string, step: AllProperties): void {
  const { accessToken, accessTokenWo, inputs, ...same } = step;
  const said = Object.entries({ ...same, access_token: accessToken ?? accessTokenWo });
  const known = [...Object.entries(inputs ?? {}), ...said].filter(
    ([, value]) => value !== undefined && !Token.isUnresolved(value),
  );
  for (const { argument, problem } of pullStepFaults(type, Object.fromEntries(known))) {
    throw new Error(`${construct.node.path}: ${property}.${argument}: ${problem}`);
  }
}

/** A text may also be a token that is an object. */
function templateOf(credentials: Credentials | undefined): string | undefined {
  return typeof credentials === "object" && "placeholder" in credentials
    ? credentials.placeholder
    : credentials;
}

type TextProperty =
  | "id"
  | "requires"
  | "directory"
  | "repository"
  | "branch"
  | "accessToken"
  | "accessTokenWo"
  | "script"
  | "requirementsFile"
  | "bucket"
  | "container"
  | "folder";

/** The properties of all kinds of step, as one. */
type AllProperties = { readonly [name in TextProperty]?: string | undefined } & {
  readonly includeSubmodules?: boolean | IResolvable | undefined;
  readonly streamOutput?: boolean | IResolvable | undefined;
  readonly expandEnvVars?: boolean | IResolvable | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly inputs?: JsonObject | undefined;
  readonly inputsWo?: JsonObject | undefined;
  readonly credentials?: Credentials | undefined;
};
