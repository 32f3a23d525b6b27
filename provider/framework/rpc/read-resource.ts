import type { ReadResource_Request, ReadResource_Response } from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Diagnostic } from "../diagnostic";
import { afterRead } from "../outcome";
import type { Session } from "../session";
import { rememberWritten } from "../written-values";
import { readFields, writeDiagnostics, writeFields } from "./messages";

/** Private state goes back byte for byte, unless the server holds another write-only value; identity always does. */
export async function readResource<Api>(
  session: Session<Api>,
  request: ReadResource_Request,
): Promise<Init<ReadResource_Response>> {
  const { typeName } = request;
  const resource = session.resource(typeName);
  const kept = {
    private: request.private,
    ...(request.currentIdentity === undefined ? {} : { newIdentity: request.currentIdentity }),
  };
  const warnings: Diagnostic[] = [];
  try {
    const stored = readFields(resource.type, request.currentState);
    if (stored === null) return { ...kept, newState: writeFields(resource.type, null) };
    session.meet(typeName, stored.id);
    if (session.waits) {
      const diagnostics = writeDiagnostics(session.notAsked());
      return { ...kept, newState: writeFields(resource.type, stored), diagnostics };
    }
    const remote = await resource.read(stored, session.reach(typeName, warnings));
    const state = remote === undefined ? null : afterRead(resource.attributes, stored, remote);
    return {
      ...kept,
      private: await rememberWritten(resource.attributes, remote ?? {}, request.private),
      newState: writeFields(resource.type, state),
      diagnostics: writeDiagnostics(warnings),
    };
  } catch (error) {
    const diagnostics = [...warnings, ...session.explain(error, { verb: "read", typeName })];
    return {
      ...kept,
      ...(request.currentState === undefined ? {} : { newState: request.currentState }),
      diagnostics: writeDiagnostics(diagnostics),
    };
  }
}
