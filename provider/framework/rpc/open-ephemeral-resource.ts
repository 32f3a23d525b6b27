import { unknown } from "../../cty/unknown";
import { type CtyValue, isWhollyKnown } from "../../cty/value";
import {
  Deferred_Reason,
  type OpenEphemeralResource_Request,
  type OpenEphemeralResource_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import { isComputed } from "../attribute";
import type { EphemeralResource } from "../ephemeral-resource";
import type { Fields } from "../plan";
import type { Session } from "../session";
import { writeLease } from "./lease";
import { readFields, writeDiagnostics, writeFields } from "./messages";

/** While something that leads to the values is unknown, so are they: Terraform opens again when applying. */
export async function openEphemeralResource<Api>(
  session: Session<Api>,
  request: OpenEphemeralResource_Request,
): Promise<Init<OpenEphemeralResource_Response>> {
  const { typeName, clientCapabilities } = request;
  const ephemeral = session.ephemeralResource(typeName);
  try {
    const config = readFields(ephemeral.type, request.config) ?? {};
    const reason = reasonToWait(session, config);
    if (reason !== undefined) {
      const result = writeFields(ephemeral.type, notYet(ephemeral, config));
      const diagnostics = writeDiagnostics(session.notAsked());
      const deferred = clientCapabilities?.deferralAllowed === true ? { deferred: { reason } } : {};
      return { result, diagnostics, ...deferred };
    }
    const { result, lease } = await ephemeral.open(config, session.api);
    const values: Record<string, CtyValue> = {};
    for (const name of Object.keys(ephemeral.attributes)) {
      values[name] = config[name] ?? result[name] ?? null;
    }
    return {
      result: writeFields(ephemeral.type, values),
      ...(lease === undefined ? {} : writeLease(lease)),
    };
  } catch (error) {
    return { diagnostics: writeDiagnostics(session.explain(error, { verb: "open", typeName })) };
  }
}

function reasonToWait<Api>(session: Session<Api>, config: Fields): Deferred_Reason | undefined {
  if (session.waits) return Deferred_Reason.PROVIDER_CONFIG_UNKNOWN;
  return isWhollyKnown(config) ? undefined : Deferred_Reason.RESOURCE_CONFIG_UNKNOWN;
}

function notYet<Api>({ attributes }: EphemeralResource<Api>, config: Fields): Fields {
  const values: Record<string, CtyValue> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    values[name] = config[name] ?? (isComputed(attribute) ? unknown : null);
  }
  return values;
}
