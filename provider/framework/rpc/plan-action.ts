import {
  Deferred_Reason,
  type PlanAction_Request,
  type PlanAction_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Session } from "../session";
import { readFields, writeDiagnostics } from "./messages";

/** What is not known yet is looked at when the action is invoked. */
export async function planAction<Api>(
  session: Session<Api>,
  request: PlanAction_Request,
): Promise<Init<PlanAction_Response>> {
  const { actionType: typeName, clientCapabilities } = request;
  const action = session.action(typeName);
  try {
    if (session.waits) {
      const diagnostics = writeDiagnostics(session.notAsked());
      const reason = Deferred_Reason.PROVIDER_CONFIG_UNKNOWN;
      return clientCapabilities?.deferralAllowed === true
        ? { diagnostics, deferred: { reason } }
        : { diagnostics };
    }
    const config = readFields(action.type, request.config) ?? {};
    return { diagnostics: writeDiagnostics(await action.review(config, session.api)) };
  } catch (error) {
    return { diagnostics: writeDiagnostics(session.explain(error, { verb: "plan", typeName })) };
  }
}
