import { encodeMsgpack } from "../../cty/msgpack";
import { unknown } from "../../cty/unknown";
import { isWhollyKnown } from "../../cty/value";
import type { CallFunction_Request, CallFunction_Response } from "../../tfplugin6/generated/messages";
import { DynamicValueSchema } from "../../tfplugin6/generated/messages";
import { create, type Init } from "../../tfplugin6/message";
import { ArgumentError } from "../function";
import type { Provider } from "../provider";
import { readValue } from "./messages";

/** Works before the provider is configured: functions need no server. */
export function callFunction<Api>(
  { functions }: Provider<Api>,
  request: CallFunction_Request,
): Init<CallFunction_Response> {
  const { name } = request;
  const called = functions.get(name);
  if (called === undefined) return { error: { text: `This provider has no function ${name}.` } };
  const { parameters, returns } = called;
  try {
    if (request.arguments.length !== parameters.length) {
      const text = `${name} takes ${parameters.length} arguments, and ${request.arguments.length} were given.`;
      return { error: { text } };
    }
    const values = parameters.map(([, { kind }], index) => readValue(kind.cty, request.arguments[index]));
    const result = values.every(isWhollyKnown) ? called.call(values) : unknown;
    return { result: create(DynamicValueSchema, { msgpack: encodeMsgpack(returns.cty, result) }) };
  } catch (error) {
    if (!(error instanceof ArgumentError)) {
      return { error: { text: `${name} failed: ${error instanceof Error ? error.message : String(error)}` } };
    }
    const index = parameters.findIndex(([parameter]) => parameter === error.argument);
    return { error: { text: error.message, functionArgument: BigInt(index) } };
  }
}
