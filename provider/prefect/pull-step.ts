import { type JsonValue, parseJson } from "../../client";
import { fullStepName, pullStepFaults, pullStepName, shortStepName } from "../../rules/pull-step";
import type { CtyValue } from "../cty/value";
import { optional, required, type State } from "../framework/attribute";
import { elements, entries, list, map, object } from "../framework/collections";
import { canonicalJson, isJsonObject, sameJson } from "../framework/exact-json";
import { json, jsonObject } from "../framework/json";
import { bool, string } from "../framework/scalars";
import { secretsFrom } from "./write-only";

/** `""` takes the whole step from `inputs`. */
function typeFault(type: CtyValue): string | undefined {
  if (typeof type !== "string" || type === "") return undefined;
  const verdict = pullStepName(type);
  return verdict.verdict === "accepted" ? undefined : verdict.reason;
}

const attributes = {
  type: required(string)
    .check(typeFault)
    .doc(
      "The step: `set_working_directory`, `git_clone`, `run_shell_script`, `pip_install_requirements`, `pull_from_s3`, `pull_from_gcs`, `pull_from_azure_blob_storage`, or the dotted name of any function.",
    ),
  inputs: optional(json).doc(
    "Arguments of the step as a JSON object; merged under the attributes that are set here.",
  ),
  inputs_wo: optional(jsonObject())
    .writeOnly()
    .doc(
      "Arguments that are secret, as a JSON object, write-only: in no plan and no state. Merged over the others, objects key by key. " +
        secretsFrom,
    ),
  id: optional(string).doc("Id by which later steps refer to this one's output."),
  requires: optional(string).doc("Package that the worker installs before the step."),
  directory: optional(string).doc(
    "For `set_working_directory`, `run_shell_script`, `pip_install_requirements`: the directory.",
  ),
  repository: optional(string).doc("For `git_clone`: URL of the repository."),
  branch: optional(string).doc("For `git_clone`: the branch."),
  access_token: optional(string)
    .conflictsWith("access_token_wo")
    .doc(
      "For `git_clone`: an access token; better `{{ prefect.blocks.secret.NAME }}`, or `access_token_wo`.",
    ),
  access_token_wo: optional(string)
    .writeOnly()
    .doc(`For \`git_clone\`: an access token, write-only: in no plan and no state. ${secretsFrom}`),
  credentials: optional(string).doc("Credentials block: `{{ prefect.blocks.TYPE.NAME }}`."),
  include_submodules: optional(bool).doc("For `git_clone`: clone submodules too?"),
  bucket: optional(string).doc("For `pull_from_s3` and `pull_from_gcs`: the bucket."),
  container: optional(string).doc("For `pull_from_azure_blob_storage`: the container."),
  folder: optional(string).doc("For `pull_from_…`: the folder in the bucket or container."),
  script: optional(string).doc("For `run_shell_script`: the commands."),
  env: optional(map(string)).doc("For `run_shell_script`: environment variables."),
  expand_env_vars: optional(bool).doc("For `run_shell_script`: expand environment variables in the script?"),
  stream_output: optional(bool).doc(
    "For `run_shell_script` and `pip_install_requirements`: show the output?",
  ),
  requirements_file: optional(string).doc("For `pip_install_requirements`: the file."),
};

export type PullStep = State<typeof attributes>;

/** Attributes that are arguments of a step under their own name. */
const plainArguments = [
  "id",
  "requires",
  "directory",
  "repository",
  "branch",
  "access_token",
  "credentials",
  "include_submodules",
  "bucket",
  "container",
  "folder",
  "script",
  "env",
  "expand_env_vars",
  "stream_output",
  "requirements_file",
] as const satisfies readonly (keyof PullStep)[];

type ApiStep = { [name: string]: JsonValue };

/** A step as the API takes it: `{"prefect.deployments.steps.git_clone": {"repository": …}}`. */
export function pullStepField(step: PullStep): ApiStep {
  const given = step.inputs === null ? {} : parseJson(step.inputs);
  if (step.type === "" && isStep(given)) return given;
  const inputs: { [name: string]: JsonValue } = {};
  for (const name of plainArguments) {
    const value = step[name];
    if (value !== null) inputs[name] = typeof value === "object" ? { ...value } : value;
  }
  const whole = isStep(given) ? { ...given, ...inputs } : Object.keys(inputs).length === 0 ? given : inputs;
  return { [fullStepName(step.type)]: whole };
}

const isStep = (value: unknown): value is ApiStep => isJsonObject(value);

const nothing: PullStep = {
  type: "",
  inputs: null,
  inputs_wo: null,
  id: null,
  requires: null,
  directory: null,
  repository: null,
  branch: null,
  access_token: null,
  access_token_wo: null,
  credentials: null,
  include_submodules: null,
  bucket: null,
  container: null,
  folder: null,
  script: null,
  env: null,
  expand_env_vars: null,
  stream_output: null,
  requirements_file: null,
};

/** A step of an answer: by attributes where they can say all of it, else by its name and `inputs`, or `inputs` alone. */
export function pullStepAttribute(step: unknown): PullStep {
  const whole: PullStep = { ...nothing, inputs: canonicalJson(step) };
  const [only, ...more] = isJsonObject(step) ? Object.entries(step) : [];
  if (only === undefined || more.length > 0) return whole;
  const spellings = [typed(...only), { ...nothing, type: only[0], inputs: canonicalJson(only[1]) }];
  return spellings.find((one) => one !== undefined && sameJson(pullStepField(one), step)) ?? whole;
}

/** Attributes of a step that are no arguments of the function. */
const notArguments = ["type", "inputs", "inputs_wo", "access_token_wo"];

function typed(name: string, inputs: unknown): PullStep | undefined {
  const type = shortStepName(name);
  if (type === undefined || !isJsonObject(inputs) || notArguments.some((own) => own in inputs))
    return undefined;
  const step = { ...nothing, type, ...inputs };
  const isStrange = Object.keys(step).length !== Object.keys(nothing).length;
  return isStrange || !pullStepObject.is(step) ? undefined : step;
}

/** A step of code or plan, when all of it is known. */
export const pullStepOf = (value: CtyValue): PullStep | undefined => {
  const fields = { ...nothing, ...entries(value) };
  return pullStepObject.is(fields) ? fields : undefined;
};

/** A step, equal to any other spelling of the same call. */
const pullStepObject = object(attributes, {
  same: (wanted, actual) => {
    const left = pullStepOf(wanted);
    const right = pullStepOf(actual);
    return left !== undefined && right !== undefined && sameJson(pullStepField(left), pullStepField(right));
  },
});

/** What a worker would refuse of the arguments of a list of steps. */
export function pullStepsFault(steps: CtyValue): string | undefined {
  for (const [index, value] of (elements(steps) ?? []).entries()) {
    const step = pullStepOf(value);
    const [call] = step === undefined ? [] : Object.entries(pullStepField(step));
    const [name, given] = call ?? [];
    if (name === undefined || !isStep(given)) continue;
    const [fault] = pullStepFaults(name, given);
    if (fault !== undefined)
      return `Step ${index + 1} (${step?.type}): \`${fault.argument}\`: ${fault.problem}`;
  }
  return undefined;
}

/** The steps by which a worker gets the flow's code. */
export const pullSteps = list(pullStepObject);
