import type { Function as FunctionMessage, GetFunctions_Response } from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import { functionMessage } from "../function-message";
import type { Provider } from "../provider";

export const functionMessages = <Api>({ functions }: Provider<Api>): Record<string, FunctionMessage> =>
  Object.fromEntries([...functions].map(([name, one]) => [name, functionMessage(one)]));

export function getFunctions<Api>(provider: Provider<Api>): Init<GetFunctions_Response> {
  return { functions: functionMessages(provider) };
}
