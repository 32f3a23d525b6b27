import type { ReadResource_Request, ReadResource_Response } from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Diagnostic } from "../diagnostic";
import { afterRead } from "../outcome";
import { rememberRead, withholdRead } from "../secret-memory";
import type { Session } from "../session";
import { newIdentity } from "./identity";
import { readFields, writeDiagnostics, writeFields } from "./messages";

/** Private state goes back byte for byte, unless the server holds another value of what is write-only. */
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
    const { attributes } = resource;
    const remote = await resource.read(stored, session.reach(typeName, warnings));
    const { visible, secrets } = withholdRead(attributes, remote ?? {}, stored, request.private);
    const state = remote === undefined ? null : afterRead(attributes, stored, visible);
    return {
      ...kept,
      private: await rememberRead(attributes, secrets, request.private),
      newState: writeFields(resource.type, state),
      ...newIdentity(resource, state),
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
