import type { DeploymentProps } from "../deployment";
import type { FlowReference } from "../flow";
import type { TerraformMetaArguments } from "../framework";
import type { JsonObject } from "../json-input";
import type { WorkspaceProps } from "../prefect-resource";
import type { WorkPoolReference } from "../work-pool";

/** A flow by its name, of which Python is not asked. */
export interface FlowDescription {
  /** As in `@flow(name="etl")`. */
  readonly name: string;
  /** Of deployments whose entry in the file has none. */
  readonly description?: string | undefined;
  /** Of deployments whose entry in the file has none. */
  readonly version?: string | undefined;
  /** The JSON schema of the flow's parameters. */
  readonly parameterOpenapiSchema?: JsonObject | undefined;
}

/** What a stack says of a deployment over its entry in the file. What is left out is the file's. */
export type DeploymentOverrides = Partial<Omit<DeploymentProps, "name" | "flow">>;

export interface PrefectYamlOptions
  extends WorkspaceProps,
    Pick<TerraformMetaArguments, "dependsOn" | "provider"> {
  /**
   * Which deployments of the file, as with `prefect deploy --name`: `nightly`, `etl/nightly`, `etl/*`, where the flow is
   * called by its function. Default: all.
   */
  readonly names?: readonly string[] | undefined;
  /** Where the file's entrypoints are; default: the directory of the file. */
  readonly directory?: string | undefined;
  /** The interpreter that reads the flows; default: that of the active virtual environment, else `python3`. */
  readonly python?: string | undefined;
  /** Flows by entrypoint, for which Python is not needed: another construct, a flow's id, or what is known of it. */
  readonly flows?: Readonly<Record<string, FlowReference | FlowDescription>> | undefined;
  /** Pools by the name that the file has for them, to have them made before the deployments. */
  readonly workPools?: Readonly<Record<string, WorkPoolReference>> | undefined;
  /**
   * Outputs of build and push steps by the step's id, which may be tokens: Terraform runs no steps. An output that the
   * file refers to by its name alone stands beside them.
   */
  readonly stepOutputs?: JsonObject | undefined;
  /** What `{{ $NAME }}` is; default: the environment of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * The version of a deployment whose entry has neither `version` nor `version_type`. `commit`, the default: that of
   * the commit that is checked out, as with `prefect deploy`, and the flow's where there is none; each commit is a
   * change then. `flow`: always the flow's.
   */
  readonly defaultVersion?: "commit" | "flow" | undefined;
  /**
   * Properties of single deployments, each in place of the file's, by the names that `deployment()` takes.
   *
   * @example
   * ```ts
   * overrides: { "etl/nightly": { paused: true, jobVariables: { image: image.name } } }
   * ```
   */
  readonly overrides?: Readonly<Record<string, DeploymentOverrides>> | undefined;
  /** What to do when a flow has a deployment of that name already: default is an error. */
  readonly onConflict?: "error" | "adopt" | undefined;
}
