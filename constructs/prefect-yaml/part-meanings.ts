import type { JsonObject } from "../json-input";
import type { Place } from "./place";
import type { Placeholder } from "./placeholders";
import type { ServerVariable } from "./server-variables";
import { outputAt } from "./step-outputs";
import type { Step } from "./steps";
import type { Meanings } from "./templates";

/** What there is to fill in for one deployment. */
export interface Sources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly variable: (name: string) => ServerVariable;
  readonly outputs: JsonObject;
  readonly warn: (message: string) => void;
  /** Steps that Terraform does not run, and whose outputs are therefore given. */
  readonly stepsElsewhere: readonly Step[];
}

/**
 * What becomes of placeholders in each part of a deployment, as `prefect deploy` has it. Where that would drop a
 * value whose step is not known, or store the content of a block, there is an error instead.
 */
export function meaningsOf(sources: Sources) {
  const { variable, outputs } = sources;
  const environment = (name: string): string | undefined =>
    Object.hasOwn(sources.environment, name) ? sources.environment[name] : undefined;

  const output: Meanings["output"] = (placeholder, place) => {
    // Prefect looks all of a deployment's placeholders up in the environment first, `$` or not.
    const found = environment(placeholder.name);
    if (found !== undefined) return { value: found };
    const given = outputAt(outputs, placeholder.name);
    if (given === undefined) throw missing(placeholder, place, sources);
    return given;
  };

  const deployment: Meanings = {
    environment: (name, place) => {
      const value = environment(name);
      if (value === undefined) sources.warn(`${place}: $${name} is not set; nothing stands in its place`);
      return value ?? "";
    },
    variable,
    checkBlock: (source, place) => {
      throw place.error(
        `${source} would put the content of a block into the deployment in clear; blocks can stand in pull steps and job variables`,
      );
    },
    // A worker fills in what is said of its run.
    output: (placeholder, place) =>
      placeholder.name.startsWith("ctx.") ? undefined : output(placeholder, place),
  };

  /** The worker puts blocks into job variables when a run begins, so their content stays out of the deployment. */
  const jobVariables: Meanings = { ...deployment, checkBlock: () => undefined };

  const trigger: Meanings = { ...deployment, output };

  /** What is known of the event is filled in when there is one. */
  const triggerParameters: Meanings = {
    ...trigger,
    environment,
    output: ({ name }) => {
      const value = environment(name);
      return value === undefined ? undefined : { value };
    },
  };

  /** The worker fills in variables, blocks and outputs of pull steps, when it takes them. */
  const pullStep = (steps: readonly Step[], index: number): Meanings => ({
    environment,
    variable: () => undefined,
    checkBlock: () => undefined,
    output: (placeholder, place) => {
      const given = outputAt(outputs, placeholder.name);
      if (given !== undefined) return given;
      const root = rootOf(placeholder);
      const isElsewhere = sources.stepsElsewhere.some(({ id }) => id === root);
      if (!isElsewhere && (index > 0 || steps.some(({ id }) => id === root))) return undefined;
      throw missing(placeholder, place, sources);
    },
  });

  return { deployment, jobVariables, trigger, triggerParameters, pullStep };
}

const rootOf = ({ name }: Placeholder): string => name.split(/[.[]/)[0] ?? "";

function missing(placeholder: Placeholder, place: Place, { stepsElsewhere }: Sources): Error {
  const { source, name } = placeholder;
  const root = rootOf(placeholder);
  const step = stepsElsewhere.find(({ id }) => id === root);
  const rest = name.slice(root.length + 1);
  const example =
    rest === "" ? `{ ${JSON.stringify(root)}: … }` : `{ ${JSON.stringify(root)}: { ${rest}: … } }`;
  if (step !== undefined) {
    return place.error(
      `${source} is an output of the step "${root}" (${step.name}), which Terraform does not run; give its value: stepOutputs: ${example}`,
    );
  }
  const ids = stepsElsewhere.flatMap(({ id }) => (id === undefined ? [] : [`"${id}"`]));
  const there = ids.length === 0 ? "there is none with an id" : `there are ${ids.join(", ")}`;
  return place.error(
    `${source} is no output of a build or push step that the deployment has (${there}); give its value: stepOutputs: ${example}`,
  );
}
