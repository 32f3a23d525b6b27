import { isWhollyKnown } from "../../cty/value";
import type { ListResource_Event, ListResource_Request } from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import { problem, refuse } from "../diagnostic";
import { identityOf } from "../identity";
import type { RemoteFields, Resource } from "../resource";
import type { Session } from "../session";
import { writeIdentity } from "./identity";
import { importedState } from "./import-state";
import { readFields, writeDiagnostics, writeFields } from "./messages";

/** An event for each object, as many as were asked for, and one for an error. */
export async function* listResource<Api>(
  session: Session<Api>,
  request: ListResource_Request,
): AsyncGenerator<Init<ListResource_Event>> {
  const { typeName, includeResourceObject } = request;
  try {
    const list = session.listResource(typeName);
    const resource = session.resource(typeName);
    const given = readFields(list.type, request.config) ?? {};
    if (!isWhollyKnown(given)) {
      refuse(
        `What to list of ${typeName} is not known yet`,
        "A value of `config` is known only after an apply.",
      );
    }
    const config = Object.fromEntries(
      Object.keys(list.attributes).map((name) => [name, given[name] ?? null]),
    );
    let left = request.limit > 0n ? request.limit : undefined;
    for await (const { displayName, object } of list.list(config, session.api)) {
      yield event(resource, displayName, object, includeResourceObject);
      if (left !== undefined && --left === 0n) return;
    }
  } catch (error) {
    yield { diagnostic: writeDiagnostics(session.explain(error, { verb: "list", typeName })) };
  }
}

function event<Api>(
  resource: Resource<Api>,
  displayName: string,
  object: RemoteFields,
  isWhole: boolean,
): Init<ListResource_Event> {
  const state = importedState(resource.attributes, object);
  const identity = identityOf(resource, state);
  if (identity === undefined) {
    const nameless = problem(
      `A ${resource.typeName} without an identity`,
      `The server does not tell the ${resource.identity.join(" or ")} of "${displayName}".`,
    );
    return { diagnostic: writeDiagnostics([nameless]) };
  }
  return {
    identity: writeIdentity(resource, identity),
    displayName,
    ...(isWhole ? { resourceObject: writeFields(resource.type, state) } : {}),
  };
}
