import { scriptStart } from "../../constructs/python/script-start";

/**
 * Asks for the flows of the files that are its arguments: their entrypoints and parameter schemas. Files are given
 * relative to the working directory, and stand so in the entrypoints.
 */
export const listScript = `${scriptStart}
import ast

flows, failures = [], []
for path in arguments:
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read(), path)
    except (OSError, SyntaxError) as error:
        failures.append({"file": path, "reason": reason(error)})
        continue
    names = [node.name for node in tree.body
             if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.decorator_list]
    for name in names:
        entrypoint = f"{path}:{name}"
        try:
            flows.append({"entrypoint": entrypoint, "schema": schema_of(load(entrypoint))})
        except MissingFlowError:
            pass
        except BaseException as error:
            failures.append({"file": path, "reason": reason(error)})
            break

answer({"flows": flows, "failures": failures})
`;
