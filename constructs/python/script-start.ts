/**
 * How the scripts begin that Python is asked by: `python -c <script> <answer file> <argument>…`. What they find, or why
 * they find nothing, they `answer` as JSON, into a file: what flows print is no part of it. A flow is imported as
 * `prefect deploy` does, and an interpreter without Prefect is told as `{ "problem": "no prefect", "detail": … }`.
 */
export const scriptStart = `
import json, os, sys, traceback
answer_file, arguments = sys.argv[1], sys.argv[2:]

def answer(value):
    with open(answer_file, "w", encoding="utf-8") as file:
        json.dump(value, file)
    sys.exit(0)

try:
    from prefect import Flow
    from prefect.exceptions import MissingFlowError
    from prefect.flows import load_flow_from_entrypoint
    from prefect.utilities.callables import parameter_schema
except ImportError as error:
    answer({"problem": "no prefect", "detail": f"{type(error).__name__}: {error}"})

def load(entrypoint):
    return load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)

def schema_of(flow):
    return parameter_schema(flow).model_dump(mode="json", exclude_unset=True)

def is_here(file):
    return os.path.abspath(file).startswith(os.getcwd() + os.sep)

def reason(error):
    cause = getattr(error, "user_exc", None) or error
    here = [frame for frame in traceback.extract_tb(cause.__traceback__)
            if not frame.filename.startswith("<") and is_here(frame.filename)]
    at = f" ({os.path.relpath(here[-1].filename)}, line {here[-1].lineno})" if here else ""
    return f"{type(cause).__name__}: {cause}{at}"
`;
