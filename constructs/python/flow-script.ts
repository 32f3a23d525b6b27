import { scriptStart } from "./script-start";

/** Asks about the flow at an entrypoint, the one argument, and about the files that the answer depends on. */
export const flowScript = `${scriptStart}
import importlib.metadata as metadata

[entrypoint] = arguments
try:
    flow = load(entrypoint)
except MissingFlowError as error:
    answer({"problem": "no flow", "detail": str(error)})
except BaseException as error:
    answer({"problem": "no import", "detail": reason(error)})

schema = schema_of(flow)

files = []
for module in list(sys.modules.values()):
    file = getattr(module, "__file__", None)
    if file and is_here(file) and "site-packages" not in file:
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
