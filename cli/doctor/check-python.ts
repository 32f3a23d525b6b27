import { activePython } from "../../constructs/python/ask-python";
import { type Finding, ok, warning } from "./finding";
import { runProgram } from "./run-program";

const script = `
import sys, importlib.metadata as m
try: prefect = m.version("prefect")
except m.PackageNotFoundError: prefect = ""
print(sys.version.split()[0], sys.executable, prefect, sep="\\n")
`;

const purpose = "only Flow.fromEntrypoint and `cdktf-prefect flow-types` need it";

/** The Python that is asked about flows, and its Prefect. */
export function checkPython(): Finding {
  const python = activePython();
  const source = process.env.VIRTUAL_ENV ? "VIRTUAL_ENV" : "PATH";
  const activate =
    "Activate the virtual environment of the flows, or name its interpreter (`python:`, --python).";
  const said = runProgram(python, ["-c", script], process.env);
  const [version, executable, prefect] = said.stdout.trim().split("\n");
  if (said.code !== 0 || version === undefined || executable === undefined) {
    return warning("python", `${python} (${source}) cannot be started; ${purpose}`, activate);
  }
  const found = `Python ${version} (${executable}, from ${source})`;
  if (prefect) return ok("python", `${found} with Prefect ${prefect}`);
  const install = `Install it (\`${python} -m pip install prefect\`), or activate the virtual environment of the flows.`;
  return warning("python", `${found} has no Prefect; ${purpose}`, install);
}
