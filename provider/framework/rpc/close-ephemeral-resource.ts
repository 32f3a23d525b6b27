import type {
  CloseEphemeralResource_Request,
  CloseEphemeralResource_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Session } from "../session";
import { readLease } from "./lease";
import { writeDiagnostics } from "./messages";

/** Terraform closes whatever it has opened; without a lease there is nothing to end. */
export async function closeEphemeralResource<Api>(
  session: Session<Api>,
  request: CloseEphemeralResource_Request,
): Promise<Init<CloseEphemeralResource_Response>> {
  const { typeName } = request;
  const ephemeral = session.ephemeralResource(typeName);
  const lease = readLease(request.private);
  if (lease === undefined) return {};
  try {
    await ephemeral.close(lease, session.api);
    return {};
  } catch (error) {
    return { diagnostics: writeDiagnostics(session.explain(error, { verb: "close", typeName })) };
  }
}
