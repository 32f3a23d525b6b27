import type { InvokeAction_Event, InvokeAction_Request } from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import { type Diagnostic, DiagnosticError, hasErrors } from "../diagnostic";
import { printable } from "../printable";
import type { Session } from "../session";
import { readFields, writeDiagnostics } from "./messages";
import type { Caller } from "./method";

/** Terraform does not plan again what has become known since the plan, so it is looked at here. */
export async function* invokeAction<Api>(
  session: Session<Api>,
  request: InvokeAction_Request,
  caller: Caller,
): AsyncGenerator<Init<InvokeAction_Event>> {
  const { actionType: typeName } = request;
  const action = session.action(typeName);
  try {
    const { api } = session;
    const config = readFields(action.type, request.config) ?? {};
    const found = await action.review(config, api);
    if (hasErrors(found)) throw new DiagnosticError(found);
    const signal = AbortSignal.any([session.stopped, caller.signal]);
    for await (const message of action.invoke({ config, api, signal })) {
      yield { type: { case: "progress", value: { message: printable(message) } } };
    }
    yield completed(found);
  } catch (error) {
    yield completed(session.explain(error, { verb: "invoke", typeName }));
  }
}

const completed = (diagnostics: readonly Diagnostic[]): Init<InvokeAction_Event> => ({
  type: { case: "completed", value: { diagnostics: writeDiagnostics(diagnostics) } },
});
