import * as rules from "../rules";
import type { Construct, IResolvable } from "./framework";
import { knownObject } from "./known-object";

/** A deployment's parameters and their schema, as encoded. */
interface Parameters {
  readonly parameters?: string | undefined;
  readonly parameterOpenapiSchema?: string | undefined;
  readonly enforceParameterSchema?: boolean | IResolvable | undefined;
}

/**
 * Checks parameters against their schema, where both are known at synth and the server enforces it.
 *
 * @throws Error naming the construct and the parameters that do not fit; their values are not shown, they may be secret
 */
export function checkParameters(construct: Construct, given: Parameters): void {
  const { enforceParameterSchema = true } = given;
  const values = knownObject(given.parameters);
  const schema = knownObject(given.parameterOpenapiSchema);
  if (enforceParameterSchema !== true || !values || !schema) return;
  const misfits = rules.parameters(values, schema);
  if (misfits.length === 0) return;
  const list = misfits.map(
    ({ field, reason }) => `${field === "" ? "parameters" : `parameters.${field}`}: ${reason}`,
  );
  throw new Error(
    `${construct.node.path}: ${list.join(" ")} So says parameterOpenapiSchema; enforceParameterSchema: false lets anything pass.`,
  );
}
