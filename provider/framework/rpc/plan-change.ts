import type {
  PlanResourceChange_Request,
  PlanResourceChange_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Attributes } from "../attribute";
import { type Diagnostic, warning } from "../diagnostic";
import { planIgnored } from "../ignored-secrets";
import { planMemory, readMemory } from "../memory";
import { planSaid, readSaid } from "../placeholder";
import { configuredNames, type Fields, isNoOp, planObject } from "../plan";
import type { Resource } from "../resource";
import { type JudgedSecrets, judgeSecrets, wholeFields, withheldNames } from "../secret-memory";
import { withoutSecrets } from "../secret-text";
import type { Session } from "../session";
import type { Words } from "../words";
import { newIdentity } from "./identity";
import { isNull, readFields, writeDiagnostics, writeFields, writePath } from "./messages";

type Answer = Init<PlanResourceChange_Response>;

export async function planResourceChange<Api>(
  session: Session<Api>,
  request: PlanResourceChange_Request,
): Promise<Answer> {
  try {
    return await plan(session, request);
  } catch (error) {
    const { typeName } = request;
    const resource = session.resource(typeName);
    const { type, attributes } = resource;
    const diagnostics = session.explain(error, { verb: "plan", typeName });
    const config = readFields(type, request.config) ?? {};
    return {
      ...plannedIdentity(resource, readFields(type, request.priorState), request),
      diagnostics: writeDiagnostics(withoutSecrets(diagnostics, attributes, config)),
    };
  }
}

async function plan<Api>(session: Session<Api>, request: PlanResourceChange_Request): Promise<Answer> {
  const { typeName } = request;
  const resource = session.resource(typeName);
  const prior = readFields(resource.type, request.priorState);
  const config = readFields(resource.type, request.config);
  const api = session.apiIfReady;
  session.meet(typeName, prior?.id);

  // The proposed state is null for a destroy, and so is the configuration.
  if (config === null || isNull(request.proposedNewState)) {
    session.intend(typeName, prior?.id, "delete");
    const diagnostics = prior === null || api === undefined ? [] : await resource.reviewDelete(prior, api);
    return {
      plannedState: writeFields(resource.type, null),
      ...plannedIdentity(resource, prior, request),
      plannedPrivate: request.priorPrivate,
      diagnostics: writeDiagnostics([...session.notAsked(), ...diagnostics]),
    };
  }

  const memory = readMemory(request.priorPrivate);
  const said = readSaid(request.priorPrivate);
  const { attributes } = resource;
  const ignored = prior === null ? [] : session.givenSecrets.hiddenIn(resource, config);
  const secrets = await judgeSecrets({
    attributes,
    config,
    prior,
    wasApplied: memory !== undefined,
    bytes: request.priorPrivate,
    ignored,
  });
  const { rewritten, held } = secrets;
  const withheld = withheldNames(attributes, prior);
  const code = { attributes, config, prior, memory, said, rewritten, withheld, held };
  const { planned, replaces, left } = planObject(code);
  const diagnostics = [...session.notAsked(), ...leftAlone(attributes, left), ...rewrites(secrets)];
  const noOp = prior !== null && isNoOp(attributes, planned, prior);
  const replacing = replaces.length > 0;
  if (!replacing) session.intend(typeName, prior?.id, "keep");
  const seen = session.seen(typeName);
  const whole = wholeFields(attributes, planned, config);
  diagnostics.push(
    ...(await resource.review({ config, planned, whole, prior, rewritten, replacing, api, seen })),
  );
  if (replacing && prior !== null && api !== undefined) {
    diagnostics.push(...(await resource.reviewDelete(prior, api)));
  }
  session.tell(diagnostics);
  return {
    plannedState: writeFields(resource.type, planned),
    ...plannedIdentity(resource, prior, request),
    requiresReplace: replaces.map(writePath),
    plannedPrivate: noOp
      ? request.priorPrivate
      : planIgnored(
          planSaid(planMemory(request.priorPrivate, configuredNames(config)), code, planned),
          ignored,
        ),
    diagnostics: writeDiagnostics(withoutSecrets(diagnostics, attributes, config)),
  };
}

/** An update leaves an object what it is; and what is replaced or destroyed is the object that it was. */
function plannedIdentity<Api>(
  resource: Resource<Api>,
  prior: Fields | null,
  request: PlanResourceChange_Request,
) {
  const identity = newIdentity(resource, prior).newIdentity ?? request.priorIdentity;
  return prior === null || identity === undefined ? {} : { plannedIdentity: identity };
}

/** Nothing else in a plan tells why there is an update. Without a path: Terraform would quote the line of code. */
const rewrites = ({ differences }: JudgedSecrets): Diagnostic[] =>
  differences.map(({ name, places }) =>
    warning(
      `${name} is written anew`,
      `It is not what was last written or read, at ${listed(places)}. Values are not shown.`,
    ),
  );

const mostListed = 10;

const listed = (places: readonly string[]): string =>
  places.length > mostListed
    ? `${places.slice(0, mostListed).join(", ")} and ${places.length - mostListed} more`
    : places.join(", ");

function leftAlone(attributes: Attributes, names: readonly string[]): Diagnostic[] {
  return names.map((name) =>
    warning(
      `${name} is set on the server, not in the code`,
      `${name} is not configured, and whether it ever was is not known, so its value is left alone. ` +
        `To reset it, ${howToReset(name, attributes[name]?.words)}; to keep it, write its value into the code.`,
      [{ attribute: name }],
    ),
  );
}

function howToReset(name: string, words: Words | undefined): string {
  const value = words?.blank ?? words?.fallback?.value ?? words?.usual ?? null;
  if (value === null) return "write its value into the code, apply, and remove it again";
  return `write \`${name} = ${value === "{}" ? "jsonencode({})" : JSON.stringify(value)}\``;
}
