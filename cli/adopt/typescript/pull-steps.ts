import { field } from "../adopted";
import type { Expression, Fields } from "../expression";
import { type Code, call, record } from "./code";
import { optionsCode } from "./schedules";
import { type Outside, valueCode } from "./values";

/** Makers of steps, and the argument that stands before their options. */
const makers: Readonly<Record<string, { readonly maker: string; readonly first?: string }>> = {
  set_working_directory: { maker: "setWorkingDirectory", first: "directory" },
  git_clone: { maker: "gitClone" },
  run_shell_script: { maker: "runShellScript", first: "script" },
  pip_install_requirements: { maker: "pipInstall" },
  pull_from_s3: { maker: "s3" },
  pull_from_gcs: { maker: "gcs" },
  pull_from_azure_blob_storage: { maker: "azureBlob" },
};

/** `PullStep.gitClone({ repository: "…" })` */
export function pullStepCode(step: Expression, outside: Outside): Code {
  const fields: Fields = step.is === "object" ? step.fields : [];
  const type = field(fields, "type");
  const name = type?.is === "text" ? type.parts.join("") : "";
  const { maker, first } = makers[name] ?? {};
  if (type === undefined || maker === undefined) return customCode(type, fields, outside);
  const argument = first === undefined ? undefined : field(fields, first);
  return call(
    `PullStep.${maker}`,
    ...(argument === undefined ? [] : [valueCode(argument, outside)]),
    ...optionsCode(fields, ["type", first ?? ""], outside),
  );
}

function customCode(type: Expression | undefined, fields: Fields, outside: Outside): Code {
  const inputs = field(fields, "inputs");
  const inner = inputs?.is === "object" ? inputs.fields : [];
  const options = optionsCode(fields, ["type", "inputs"], outside);
  const hasInputs = inner.length > 0 || options.length > 0;
  return call(
    "PullStep.custom",
    ...(type === undefined ? [] : [valueCode(type, outside)]),
    ...(hasInputs ? [record(inner.map(([name, value]) => [name, valueCode(value, outside)]))] : []),
    ...options,
  );
}
