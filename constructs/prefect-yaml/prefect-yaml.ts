import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Automation } from "../automation";
import { Deployment, type DeploymentProps } from "../deployment";
import type { Flow } from "../flow";
import { Annotations, Construct } from "../framework";
import { type ReadDeployment, readDeployment, type Surroundings } from "./deployment-entry";
import { propsOf } from "./deployment-props";
import { called, type Titled } from "./deployment-titles";
import { type DeploymentEntry, readPrefectFile } from "./file";
import { type FlowOfFile, Flows } from "./flows";
import { warnOfUnknownOutputs } from "./given-outputs";
import type { DeploymentOverrides, PrefectYamlOptions } from "./options";
import { Place } from "./place";
import { functionOf, selectDeployments } from "./selection";
import { ServerVariables } from "./server-variables";

/** What was made of one deployment of a file. */
export interface DeploymentOfFile extends Titled {
  readonly deployment: Deployment;
  /** Those of its triggers, in their order. */
  readonly automations: readonly Automation[];
}

/** A deployment of a file before its construct is made. */
interface Entry extends Titled {
  readonly read: ReadDeployment;
  readonly flow: FlowOfFile;
  readonly flowName: string;
  readonly place: Place;
}

type Named = Pick<Entry, "flowName" | "read">;

const isSame = (one: Named, other: Named): boolean =>
  one.flowName === other.flowName && one.read.name === other.read.name;

/**
 * The deployments of a `prefect.yaml`, as `prefect deploy` makes them: flows, deployments with their schedules, and
 * automations of their triggers. Placeholders are filled in as there, those of the environment at synth, those of the
 * workspace's variables when a plan is made. Build and push steps are not run: `stepOutputs` has what comes of them.
 *
 * Two things differ. What Prefect would pass over in silence is an error that names its place. And a block in job
 * variables is left to the worker, so that no secret is stored in the deployment.
 *
 * @example
 * ```ts
 * const image = new DockerImage(this, "image", { … });
 * const prod = PrefectYaml.fromFile(this, "prod", "prefect.yaml", {
 *   names: ["etl/*"],
 *   stepOutputs: { "build-image": { image: image.name } },
 *   overrides: { "etl/nightly": { concurrencyLimit: 1 } },
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
      defaultVersion = "commit",
      overrides = {},
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
      defaultVersion,
      variable: (name) => variables.get(name),
      warn: (message) => Annotations.of(this).addWarning(message),
    };
    warnOfUnknownOutputs(content, stepOutputs, surroundings.warn);
    const entries: Entry[] = [];
    for (const entry of selectDeployments(content, names)) {
      const read = readDeployment(entry, content, surroundings);
      const flow = flows.get(read.entrypoint, entry.place.at("entrypoint"));
      warnOfName(entry, flow, surroundings.warn);
      const flowName = flow.name ?? functionOf(entry);
      const title = `${flowName}/${entry.name}`;
      if (entries.some((other) => other.title === title || isSame(other, { flowName, read }))) {
        throw entry.place.error("the flow has a deployment of that name already");
      }
      const flowNames = [flowName, functionOf(entry)];
      const names = [entry.name, read.name].flatMap((name) => [
        name,
        ...flowNames.map((one) => `${one}/${name}`),
      ]);
      entries.push({ read, flow, flowName, title, names, place: entry.place });
    }
    const overridden = overridesOf(entries, overrides, `${place}: overrides`);
    const pools = new Map(Object.entries(workPools));
    this.deployments = new Map(
      entries.map(({ read, flow, title, names, place }) => {
        const deployment = new Deployment(this, idOf(title), {
          ...meta,
          ...propsOf(read, flow, surroundings, place),
          workPool: pools.get(read.pool.name) ?? read.pool.name,
          onConflict,
          ...overridden.get(title),
        });
        const automations = read.triggers.map(({ trigger, options }) =>
          deployment.triggeredBy(trigger, { ...options, ...dependsOnOf(meta) }),
        );
        return [title, { title, names, deployment, automations }];
      }),
    );
    if (names === undefined) {
      const warn = (message: string) => surroundings.warn(`${place}: ${message}`);
      warnOfUnused("workPools", workPools, new Set(entries.map(({ read }) => read.pool.name)), warn);
      warnOfUnused("flows", givenFlows, new Set(entries.map(({ read }) => read.entrypoint)), warn);
    }
    this.flows = flows.made;
  }

  /**
   * @param title `etl/nightly`: the flow's name or its function's, and the deployment's as it stands in the file or as
   * it is on the server; or `nightly`, where there is one of that name only
   * @throws Error listing the deployments where there is none, or more than one
   */
  deployment(title: string): Deployment {
    return called([...this.deployments.values()], title, this.node.path).deployment;
  }
}

/**
 * What is said over entries of the file, by their titles.
 *
 * @throws Error for a name that none of them has, or more than one
 */
function overridesOf(
  entries: readonly Entry[],
  overrides: Readonly<Record<string, DeploymentOverrides>>,
  place: string,
): ReadonlyMap<string, Partial<DeploymentProps>> {
  const given = new Map<string, Partial<DeploymentProps>>();
  for (const [name, properties] of Object.entries(overrides)) {
    const { title } = called(entries, name, place);
    if (given.has(title)) throw new Error(`${place}: ${JSON.stringify(name)} is there by another name too`);
    given.set(title, Object.fromEntries(Object.entries(properties).filter(([, one]) => one !== undefined)));
  }
  return given;
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

const dependsOnOf = ({ dependsOn }: Pick<PrefectYamlOptions, "dependsOn">) =>
  dependsOn === undefined ? {} : { dependsOn };

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
