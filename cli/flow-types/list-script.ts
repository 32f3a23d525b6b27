/**
 * What Python is asked to do: `python -c <script> <answer file> <file>…`. It finds the functions of each file that are
 * flows, imports them as `prefect deploy` does, and writes their entrypoints and parameter schemas as JSON
 * ({@link ListAnswer}). Files are given relative to the working directory, and stand so in the entrypoints.
 */
export const listScript = `
import ast, json, sys
answer_file, files = sys.argv[1], sys.argv[2:]

def answer(value):
    with open(answer_file, "w", encoding="utf-8") as file:
        json.dump(value, file)
    sys.exit(0)

try:
    from prefect.exceptions import MissingFlowError
    from prefect.flows import load_flow_from_entrypoint
    from prefect.utilities.callables import parameter_schema
except ImportError as error:
    answer({"problem": f"{type(error).__name__}: {error}"})

flows, failures = [], []
for path in files:
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read(), path)
    except (OSError, SyntaxError) as error:
        failures.append({"file": path, "reason": f"{type(error).__name__}: {error}"})
        continue
    names = [node.name for node in tree.body
             if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.decorator_list]
    for name in names:
        entrypoint = f"{path}:{name}"
        try:
            flow = load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)
            schema = parameter_schema(flow).model_dump(mode="json", exclude_unset=True)
            flows.append({"entrypoint": entrypoint, "schema": schema})
        except MissingFlowError:
            pass
        except BaseException as error:
            cause = getattr(error, "user_exc", None) or error
            failures.append({"file": path, "reason": f"{type(cause).__name__}: {cause}"})
            break

answer({"flows": flows, "failures": failures})
`;
