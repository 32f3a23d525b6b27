import type {
  ConfigureProvider_Request,
  ConfigureProvider_Response,
  ValidateProviderConfig_Request,
  ValidateProviderConfig_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Diagnostic } from "../diagnostic";
import { objectType } from "../resource";
import type { Session } from "../session";
import { validateObject } from "../validate";
import { readFields, writeDiagnostics } from "./messages";

export function validateProviderConfig<Api>(
  { provider }: Session<Api>,
  request: ValidateProviderConfig_Request,
): Init<ValidateProviderConfig_Response> {
  const config = readFields(objectType(provider.attributes), request.config) ?? {};
  return {
    diagnostics: writeDiagnostics([
      ...validateObject(provider.attributes, config),
      ...provider.check(config),
    ]),
  };
}

export function configureProvider<Api>(
  session: Session<Api>,
  request: ConfigureProvider_Request,
): Init<ConfigureProvider_Response> {
  const { provider } = session;
  const warnings: Diagnostic[] = [];
  const warn = (diagnostic: Diagnostic) => {
    warnings.push(diagnostic);
  };
  try {
    const config = readFields(objectType(provider.attributes), request.config) ?? {};
    session.configure((signal) =>
      provider.configure(config, {
        terraformVersion: request.terraformVersion,
        signal,
        warn,
        log: session.log,
      }),
    );
    return { diagnostics: writeDiagnostics(warnings) };
  } catch (error) {
    return {
      diagnostics: writeDiagnostics(session.explain(error, { verb: "configure", typeName: "provider" })),
    };
  }
}
