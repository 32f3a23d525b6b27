import type { JsonValue } from "../../client";
import { isRecord } from "../server-objects/records";
import { type Expression, json, object } from "./expression";
import { splitSecrets, type Withhold } from "./split-secrets";

/** Steps with a name of their own in the provider, by the functions that they are. */
const shortNames: Readonly<Record<string, string>> = {
  "prefect.deployments.steps.set_working_directory": "set_working_directory",
  "prefect.deployments.steps.git_clone": "git_clone",
  "prefect.deployments.steps.run_shell_script": "run_shell_script",
  "prefect.deployments.steps.pip_install_requirements": "pip_install_requirements",
  "prefect_aws.deployments.steps.pull_from_s3": "pull_from_s3",
  "prefect_gcp.deployments.steps.pull_from_gcs": "pull_from_gcs",
  "prefect_azure.deployments.steps.pull_from_azure_blob_storage": "pull_from_azure_blob_storage",
};

type Check = (value: JsonValue) => boolean;
const isText: Check = (value) => typeof value === "string";
const isBool: Check = (value) => typeof value === "boolean";
const isTexts: Check = (value) => isRecord(value) && Object.values(value).every(isText);

const common = { id: isText, requires: isText };
const bucket = { folder: isText, credentials: isText };

/** The arguments that each step has attributes for, and those that it needs. */
const steps: Readonly<
  Record<string, { readonly takes: Readonly<Record<string, Check>>; readonly needs: readonly string[] }>
> = {
  set_working_directory: { takes: { directory: isText }, needs: ["directory"] },
  git_clone: {
    takes: {
      repository: isText,
      branch: isText,
      include_submodules: isBool,
      access_token: isText,
      credentials: isText,
    },
    needs: ["repository"],
  },
  run_shell_script: {
    takes: {
      script: isText,
      directory: isText,
      env: isTexts,
      stream_output: isBool,
      expand_env_vars: isBool,
    },
    needs: ["script"],
  },
  pip_install_requirements: {
    takes: { requirements_file: isText, directory: isText, stream_output: isBool },
    needs: [],
  },
  pull_from_s3: { takes: { bucket: isText, ...bucket }, needs: ["bucket", "folder"] },
  pull_from_gcs: { takes: { bucket: isText, ...bucket }, needs: ["bucket", "folder"] },
  pull_from_azure_blob_storage: { takes: { container: isText, ...bucket }, needs: ["container", "folder"] },
};

/**
 * A step of an answer by the attributes of the provider: `type`, and its arguments by their own names where all of them
 * are such, else as `inputs`. Undefined for what is no step.
 */
export function fromPullStep(step: unknown, withhold: Withhold): Expression | undefined {
  const [only, ...more] = isRecord(step) ? Object.entries(step) : [];
  if (only === undefined || more.length > 0) return undefined;
  const [name, inputs] = only;
  if (!isRecord(inputs) || Object.keys(inputs).some((key) => reserved.has(key))) return undefined;
  const type = Object.hasOwn(shortNames, name) ? shortNames[name] : undefined;
  if (type === undefined && !name.includes(".")) return undefined;
  const known = type === undefined ? undefined : steps[type];
  const checks: Readonly<Record<string, Check>> = { ...common, ...known?.takes };
  const isPlain =
    known?.needs.every((key) => Object.hasOwn(inputs, key)) === true &&
    Object.entries(inputs).every(([key, value]) => Object.hasOwn(checks, key) && checks[key]?.(value));
  const { plain, hidden } = splitSecrets(inputs, `${name.replace(/^.*\./, "")} step`, withhold);
  const kept = Object.entries(plain).map(([key, value]) => [key, json(value)] as const);
  if (isPlain && hidden.every(([key]) => key === "access_token")) {
    return object([
      ["type", json(type ?? name)],
      ...kept,
      ...hidden.map(([, secret]) => ["access_token_wo", secret] as const),
    ]);
  }
  return object([
    ["type", json(name)],
    ["inputs", object(kept)],
    ...(hidden.length === 0 ? [] : ([["inputs_wo", object(hidden)]] as const)),
  ]);
}

/** Attributes of a step that are no arguments of the function. */
const reserved = new Set(["type", "inputs", "inputs_wo", "access_token_wo"]);
