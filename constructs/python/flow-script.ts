/**
 * What Python is asked to do: `python -c <script> <entrypoint> <answer file>`. It imports the flow as
 * `prefect deploy` does and writes what it found, or why it found nothing, as JSON ({@link FlowAnswer}). What the
 * flow's module prints stays on its standard output.
 */
export const flowScript = `
import json, os, sys
entrypoint, answer_file = sys.argv[1], sys.argv[2]
files = []

def answer(value):
    with open(answer_file, "w", encoding="utf-8") as file:
        json.dump(value, file)
    sys.exit(0)

def reason(error):
    import traceback
    cause = getattr(error, "user_exc", None) or error
    frames = traceback.extract_tb(cause.__traceback__)
    here = [f for f in frames if not f.filename.startswith("<") and os.path.abspath(f.filename).startswith(os.getcwd() + os.sep)]
    at = f" ({os.path.relpath(here[-1].filename)}, line {here[-1].lineno})" if here else ""
    return f"{type(cause).__name__}: {cause}{at}"

try:
    import importlib.metadata as metadata
    from prefect import Flow
    from prefect.flows import load_flow_from_entrypoint
    from prefect.utilities.callables import parameter_schema
except ImportError as error:
    answer({"problem": "no prefect", "detail": f"{type(error).__name__}: {error}"})

from prefect.exceptions import MissingFlowError
try:
    flow = load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)
except MissingFlowError as error:
    answer({"problem": "no flow", "detail": str(error)})
except BaseException as error:
    answer({"problem": "no import", "detail": reason(error)})

schema = parameter_schema(flow)
schema = schema.model_dump(mode="json", exclude_unset=True)

for module in list(sys.modules.values()):
    file = getattr(module, "__file__", None)
    if file and os.path.abspath(file).startswith(os.getcwd() + os.sep) and "site-packages" not in file:
        files.append(os.path.abspath(file))
code = getattr(getattr(flow, "fn", None), "__code__", None)
if code is not None:
    files.append(os.path.abspath(code.co_filename))
for package in ("prefect", "pydantic"):
    files.append(str(metadata.distribution(package)._path / "METADATA"))

answer({
    "flow": {
        "name": flow.name,
        "description": flow.description,
        "version": flow.version,
        "tags": sorted(getattr(flow, "tags", None) or []),
        "parameterOpenapiSchema": schema,
    },
    "files": sorted(set(files)),
})
`;
