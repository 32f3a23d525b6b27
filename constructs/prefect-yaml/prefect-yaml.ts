import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Deployment } from "../deployment";
import type { Flow } from "../flow";
import { Annotations, Construct } from "../framework";
import type { Automation } from "../generated/automation";
import { automationOf } from "./automation";
import { readDeployment, type Surroundings } from "./deployment-entry";
import { propsOf } from "./deployment-props";
import { type DeploymentEntry, readPrefectFile } from "./file";
import { type FlowOfFile, Flows } from "./flows";
import { warnOfUnknownOutputs } from "./given-outputs";
import type { PrefectYamlOptions } from "./options";
import { Place } from "./place";
import { functionOf, selectDeployments, titleOf } from "./selection";
import { ServerVariables } from "./server-variables";

/** What was made of one deployment of a file. */
export interface DeploymentOfFile {
  readonly deployment: Deployment;
  /** Those of its triggers, in their order. */
  readonly automations: readonly Automation[];
  /** What it can be asked for by. */
  readonly names: readonly string[];
}

/**
 * The deployments of a `prefect.yaml`, as `prefect deploy` makes them: flows, deployments with their schedules, and
 * automations of their triggers. Placeholders are filled in as there, those of the environment at synth, those of the
 * workspace's variables when a plan is made. Build and push steps are not run: `stepOutputs` has what comes of them.
 *
 * Three things differ. What Prefect would pass over in silence is an error that names its place. A block in job
 * variables is left to the worker, so that no secret is stored in the deployment. And a deployment without a version
 * has that of its flow, and that of the commit that is checked out only where `version_type` asks for it.
 *
 * @example
 * ```ts
 * const image = new DockerImage(this, "image", { … });
 * const prod = PrefectYaml.fromFile(this, "prod", "prefect.yaml", {
 *   names: ["etl/*"],
 *   stepOutputs: { "build-image": { image: image.name } },
 * });
 * new TerraformOutput(this, "nightly", { value: prod.deployment("etl/nightly").id });
 * ```
 */
export class PrefectYaml extends Construct {
  /**
   * @param file from the working directory
   * @throws Error naming the file and the place in it for what cannot be read, is not supported or is not given
   */
  static fromFile(scope: Construct, id: string, file: string, options: PrefectYamlOptions = {}): PrefectYaml {
    return new PrefectYaml(scope, id, file, options);
  }

  /** The flows made for the file's entrypoints, by name. */
  readonly flows: ReadonlyMap<string, Flow>;
  /** What was made, by the flow's name and the deployment's as it stands in the file: `etl/nightly`. */
  readonly deployments: ReadonlyMap<string, DeploymentOfFile>;

  private constructor(scope: Construct, id: string, file: string, options: PrefectYamlOptions) {
    super(scope, id);
    const {
      names,
      directory = dirname(file),
      python,
      flows: givenFlows = {},
      workPools = {},
      stepOutputs = {},
      environment = process.env,
      onConflict,
      ...meta
    } = options;
    const place = Place.ofFile(`${this.node.path}: ${basename(file)}`);
    const content = readPrefectFile(textOf(file, place), place);
    const variables = new ServerVariables(this, meta);
    const flows = new Flows(this, { flows: givenFlows, python, directory }, meta);
    const surroundings: Surroundings = {
      directory,
      stepOutputs,
      environment,
      variable: (name) => variables.get(name),
      warn: (message) => Annotations.of(this).addWarning(message),
    };
    warnOfUnknownOutputs(content, stepOutputs, surroundings.warn);
    const pools = new Map(Object.entries(workPools));
    const made = new Map<string, DeploymentOfFile>();
    const used = { workPools: new Set<string>(), flows: new Set<string>() };
    for (const entry of selectDeployments(content, names)) {
      const read = readDeployment(entry, content, surroundings);
      const flow = flows.get(read.entrypoint, entry.place.at("entrypoint"));
      used.workPools.add(read.pool.name);
      used.flows.add(read.entrypoint);
      warnOfName(entry, flow, surroundings.warn);
      const title = `${flow.name ?? functionOf(entry)}/${entry.name}`;
      if (made.has(title)) throw entry.place.error("the flow has a deployment of that name already");
      const deployment = new Deployment(this, idOf(title), {
        ...meta,
        ...propsOf(read, flow, surroundings, entry.place),
        workPool: pools.get(read.pool.name) ?? read.pool.name,
        onConflict,
      });
      const automations = read.triggers.map((trigger, index) =>
        automationOf(deployment, `automation_${index + 1}`, trigger, meta),
      );
      made.set(title, { deployment, automations, names: [title, titleOf(entry), entry.name] });
    }
    if (names === undefined) {
      const warn = (message: string) => surroundings.warn(`${place}: ${message}`);
      warnOfUnused("workPools", workPools, used.workPools, warn);
      warnOfUnused("flows", givenFlows, used.flows, warn);
    }
    this.flows = flows.made;
    this.deployments = made;
  }

  /**
   * @param title `etl/nightly`: the flow's name or its function's, and the deployment's as it stands in the file; or
   * `nightly`, where there is one of that name only
   * @throws Error listing the deployments where there is none, or more than one
   */
  deployment(title: string): Deployment {
    const exact = this.deployments.get(title);
    if (exact !== undefined) return exact.deployment;
    const called = [...this.deployments.values()].filter(({ names }) => names.includes(title));
    const [first, ...more] = called;
    if (first !== undefined && more.length === 0) return first.deployment;
    throw new Error(
      `${this.node.path}: ${JSON.stringify(title)} is ${first === undefined ? "none" : "more than one"} of its deployments: ${[...this.deployments.keys()].join(", ")}`,
    );
  }
}

/** @throws Error naming the file */
function textOf(file: string, place: Place): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw place.error(
      `${error instanceof Error ? error.message : String(error)}. The path is meant from ${process.cwd()}.`,
    );
  }
}

/** The id of a construct, without what only placeholders have. */
const idOf = (title: string): string => title.replace(/\{\{\s*\$?|\s*\}\}/g, "");

/** Prefect goes by the code's name for the flow, whatever the file says. */
function warnOfName(
  { given, place }: DeploymentEntry,
  { name }: FlowOfFile,
  warn: (message: string) => void,
): void {
  const { flow_name: said } = given;
  if (typeof said !== "string" || said === "" || name === undefined || said === name) return;
  warn(`${place.at("flow_name")}: the flow is called ${JSON.stringify(name)}, and so it is deployed`);
}

/** What is given by a name that the file does not have is without effect. */
function warnOfUnused(
  option: string,
  given: Readonly<Record<string, unknown>>,
  used: ReadonlySet<string>,
  warn: (message: string) => void,
): void {
  for (const name of Object.keys(given)) {
    if (used.has(name)) continue;
    const there = [...used].sort().join(", ");
    warn(`${option}: ${JSON.stringify(name)} is in no deployment of the file; there are ${there}`);
  }
}
