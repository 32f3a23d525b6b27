import type {
  RenewEphemeralResource_Request,
  RenewEphemeralResource_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Session } from "../session";
import { readLease, writeLease } from "./lease";
import { writeDiagnostics } from "./messages";

export async function renewEphemeralResource<Api>(
  session: Session<Api>,
  request: RenewEphemeralResource_Request,
): Promise<Init<RenewEphemeralResource_Response>> {
  const { typeName } = request;
  const ephemeral = session.ephemeralResource(typeName);
  const lease = readLease(request.private);
  if (lease === undefined) return {};
  try {
    return writeLease(await ephemeral.renew(lease, session.api));
  } catch (error) {
    return { diagnostics: writeDiagnostics(session.explain(error, { verb: "renew", typeName })) };
  }
}
