import type { CtyValue } from "../../cty/value";
import type {
  ValidateActionConfig_Request,
  ValidateActionConfig_Response,
  ValidateDataResourceConfig_Request,
  ValidateDataResourceConfig_Response,
  ValidateEphemeralResourceConfig_Request,
  ValidateEphemeralResourceConfig_Response,
  ValidateListResourceConfig_Request,
  ValidateListResourceConfig_Response,
  ValidateResourceConfig_Request,
  ValidateResourceConfig_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Attributes } from "../attribute";
import { elements, entries } from "../collections";
import { at, type Diagnostic, hasErrors, type Path, problem, spellPath } from "../diagnostic";
import type { AttributeFacts, Kind } from "../kind";
import type { Fields } from "../plan";
import { secretParts } from "../secret-memory";
import type { Session } from "../session";
import { isStandIn, validateObject } from "../validate";
import { readFields, writeDiagnostics } from "./messages";

export function validateResourceConfig<Api>(
  session: Session<Api>,
  request: ValidateResourceConfig_Request,
): Init<ValidateResourceConfig_Response> {
  session.check(request.typeName);
  const resource = session.resource(request.typeName);
  return validate(resource, request, (config) => session.givenSecrets.note(resource, config));
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

export function validateActionConfig<Api>(
  session: Session<Api>,
  request: ValidateActionConfig_Request,
): Init<ValidateActionConfig_Response> {
  return validate(session.action(request.actionType), request);
}

export function validateListResourceConfig<Api>(
  session: Session<Api>,
  request: ValidateListResourceConfig_Request,
): Init<ValidateListResourceConfig_Response> {
  return validate(session.listResource(request.typeName), request);
}

type Validated<Api> = ReturnType<
  | Session<Api>["resource"]
  | Session<Api>["dataSource"]
  | Session<Api>["ephemeralResource"]
  | Session<Api>["action"]
  | Session<Api>["listResource"]
>;

type Request =
  | ValidateResourceConfig_Request
  | ValidateDataResourceConfig_Request
  | ValidateEphemeralResourceConfig_Request
  | ValidateActionConfig_Request
  | ValidateListResourceConfig_Request;

/** @param note is told the configuration, whatever is wrong with it */
function validate<Api>(
  subject: Validated<Api>,
  request: Request,
  note?: (config: Fields) => void,
): Pick<Init<ValidateResourceConfig_Response>, "diagnostics"> {
  const config = readFields(subject.type, request.config);
  if (config === null) return {};
  note?.(config);
  const { attributes } = subject;
  const malformed = [
    ...validateObject(attributes, config),
    ...(writesOnly(request) ? [] : refuseWriteOnly(attributes, config)),
    ...versionsAlone(attributes, config),
  ];
  const twice = () => secretParts(attributes).flatMap(([, part]) => part.conflicts?.(config) ?? []);
  return {
    diagnostics: writeDiagnostics(
      hasErrors(malformed) ? malformed : [...malformed, ...twice(), ...subject.check(config)],
    ),
  };
}

/** Does this Terraform keep write-only values out of its files? Every one does that has actions. */
const writesOnly = (request: Request): boolean =>
  "actionType" in request ||
  ("clientCapabilities" in request && request.clientCapabilities?.writeOnlyAttributesAllowed === true);

const refuseWriteOnly = (attributes: Attributes, config: Fields): readonly Diagnostic[] =>
  Object.entries(attributes)
    .flatMap(([name, attribute]) => writeOnlyPaths(attribute, config[name] ?? null, at(name)))
    .map((path) =>
      problem(
        "Write-only values need Terraform 1.11 or newer",
        `This version would keep ${spellPath(path)} in its state. Update Terraform, or use the attribute that is not write-only.`,
        path,
      ),
    );

/** Where a value sets what is write-only. */
function writeOnlyPaths({ kind, words }: AttributeFacts, value: CtyValue, path: Path): readonly Path[] {
  if (value === null) return [];
  return words.writeOnly === true ? [path] : writeOnlyInside(kind, value, path);
}

function writeOnlyInside({ shape }: Kind<unknown>, value: CtyValue, path: Path): readonly Path[] {
  if (shape.is === "object") {
    const inside = entries(value) ?? {};
    return Object.entries(shape.attributes).flatMap(([name, inner]) =>
      writeOnlyPaths(inner, inside[name] ?? null, [...path, { attribute: name }]),
    );
  }
  if (shape.is !== "list") return [];
  return (elements(value) ?? []).flatMap((one, index) =>
    writeOnlyInside(shape.element, one, [...path, { index }]),
  );
}

const isSilent = (attributes: Attributes, config: Fields, name: string): boolean => {
  const value = config[name] ?? null;
  const attribute = attributes[name];
  return value === null || (attribute !== undefined && isStandIn(attribute, value));
};

/** A version of what is not given says nothing. */
const versionsAlone = (attributes: Attributes, config: Fields): readonly Diagnostic[] =>
  secretParts(attributes).flatMap(([, { name, versionedBy }]) =>
    versionedBy === undefined || isSilent(attributes, config, versionedBy) || (config[name] ?? null) !== null
      ? []
      : [problem(`${versionedBy} without ${name}`, `Set ${name} too, or remove it.`, at(versionedBy))],
  );
