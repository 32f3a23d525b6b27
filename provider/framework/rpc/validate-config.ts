import type {
  ValidateDataResourceConfig_Request,
  ValidateDataResourceConfig_Response,
  ValidateEphemeralResourceConfig_Request,
  ValidateEphemeralResourceConfig_Response,
  ValidateResourceConfig_Request,
  ValidateResourceConfig_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Attributes } from "../attribute";
import { at, type Diagnostic, hasErrors, problem } from "../diagnostic";
import type { Fields } from "../plan";
import type { Session } from "../session";
import { validateObject } from "../validate";
import { readFields, writeDiagnostics } from "./messages";

export function validateResourceConfig<Api>(
  session: Session<Api>,
  request: ValidateResourceConfig_Request,
): Init<ValidateResourceConfig_Response> {
  return validate(session.resource(request.typeName), request);
}

export function validateDataResourceConfig<Api>(
  session: Session<Api>,
  request: ValidateDataResourceConfig_Request,
): Init<ValidateDataResourceConfig_Response> {
  return validate(session.dataSource(request.typeName), request);
}

export function validateEphemeralResourceConfig<Api>(
  session: Session<Api>,
  request: ValidateEphemeralResourceConfig_Request,
): Init<ValidateEphemeralResourceConfig_Response> {
  return validate(session.ephemeralResource(request.typeName), request);
}

type Validated<Api> = ReturnType<
  Session<Api>["resource"] | Session<Api>["dataSource"] | Session<Api>["ephemeralResource"]
>;

type Request =
  | ValidateResourceConfig_Request
  | ValidateDataResourceConfig_Request
  | ValidateEphemeralResourceConfig_Request;

function validate<Api>(
  subject: Validated<Api>,
  request: Request,
): Pick<Init<ValidateResourceConfig_Response>, "diagnostics"> {
  const config = readFields(subject.type, request.config);
  if (config === null) return {};
  const malformed = [
    ...validateObject(subject.attributes, config),
    ...(writesOnly(request) ? [] : refuseWriteOnly(subject.attributes, config)),
  ];
  return {
    diagnostics: writeDiagnostics(
      hasErrors(malformed) ? malformed : [...malformed, ...subject.check(config)],
    ),
  };
}

/** Does this Terraform keep write-only values out of its files? Only resources have some. */
const writesOnly = (request: Request): boolean =>
  "clientCapabilities" in request && request.clientCapabilities?.writeOnlyAttributesAllowed === true;

const refuseWriteOnly = (attributes: Attributes, config: Fields): readonly Diagnostic[] =>
  Object.entries(attributes)
    .filter(([name, { words }]) => words.writeOnly !== undefined && (config[name] ?? null) !== null)
    .map(([name]) =>
      problem(
        "Write-only values need Terraform 1.11 or newer",
        `This version would keep ${name} in its state. Update Terraform, or use the attribute that is not write-only.`,
        at(name),
      ),
    );
