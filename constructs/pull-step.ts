import { encodeJsonObject } from "./encode-json";
import { encodeText, encodeTextMap } from "./encode-text";
import type { Construct, IResolvable } from "./framework";
import type { DeploymentPullSteps } from "./generated/deployment";
import type { JsonObject } from "./json-input";

/** What every step has. */
interface StepBase {
  /** By which later steps refer to this one's outputs. */
  readonly id?: string | undefined;
  /** A package that is installed when it is missing. */
  readonly requires?: string | undefined;
}

/** The bucket steps' common properties. */
interface BucketStep extends StepBase {
  readonly folder: string;
  /** A block with credentials: `{{ prefect.blocks.… }}`. */
  readonly credentials?: string | undefined;
}

/** A step that a worker takes before a run, to get the flow's code. */
export type PullStep =
  | (StepBase & { readonly type: "set_working_directory"; readonly directory: string })
  | (StepBase & {
      readonly type: "git_clone";
      readonly repository: string;
      readonly branch?: string | undefined;
      readonly includeSubmodules?: boolean | IResolvable | undefined;
      readonly accessToken?: string | undefined;
      readonly credentials?: string | undefined;
    })
  | (StepBase & {
      readonly type: "run_shell_script";
      readonly script: string;
      readonly directory?: string | undefined;
      readonly env?: Readonly<Record<string, string>> | undefined;
      readonly streamOutput?: boolean | IResolvable | undefined;
      readonly expandEnvVars?: boolean | IResolvable | undefined;
    })
  | (StepBase & {
      readonly type: "pip_install_requirements";
      readonly requirementsFile?: string | undefined;
      readonly directory?: string | undefined;
      readonly streamOutput?: boolean | IResolvable | undefined;
    })
  | (BucketStep & { readonly type: "pull_from_s3" | "pull_from_gcs"; readonly bucket: string })
  | (BucketStep & { readonly type: "pull_from_azure_blob_storage"; readonly container: string })
  | (StepBase & {
      /** Any other step by its dotted name, as `prefect_aws.deployments.steps.pull_from_s3`. */
      readonly type: `${string}.${string}`;
      readonly inputs?: JsonObject | undefined;
    });

/** A step as the bindings take it. */
export function bindPullStep(construct: Construct, property: string, step: PullStep): DeploymentPullSteps {
  const all: AllProperties = step;
  const text = (name: TextProperty) => encodeText(construct, `${property}.${name}`, all[name]);
  return {
    type: step.type,
    id: text("id"),
    requires: text("requires"),
    directory: text("directory"),
    repository: text("repository"),
    branch: text("branch"),
    accessToken: text("accessToken"),
    credentials: text("credentials"),
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
  };
}

type TextProperty =
  | "id"
  | "requires"
  | "directory"
  | "repository"
  | "branch"
  | "accessToken"
  | "credentials"
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
};
