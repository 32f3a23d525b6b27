import type { JsonObject } from "../json-input";

/** A flow as Prefect itself reads it from its Python code. */
export interface PythonFlow {
  readonly name: string;
  /** The flow's own, else its docstring. */
  readonly description: string | null;
  readonly version: string | null;
  readonly tags: readonly string[];
  /** The JSON schema of its parameters, as every way of deploying it with Python stores it. */
  readonly parameterOpenapiSchema: JsonObject;
}
