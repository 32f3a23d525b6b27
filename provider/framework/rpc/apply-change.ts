import type {
  ApplyResourceChange_Request,
  ApplyResourceChange_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import { type Diagnostic, hasErrors, problem, warning } from "../diagnostic";
import { settleMemory } from "../memory";
import { afterPartialWrite, afterWrite } from "../outcome";
import type { Fields } from "../plan";
import { PartialResult } from "../resource";
import type { Session } from "../session";
import { rememberWritten } from "../written-values";
import { readFields, writeDiagnostics, writeFields } from "./messages";

const handedOver = (typeName: string): Diagnostic =>
  warning(
    `This ${typeName} is not deleted`,
    "Another resource of this configuration has taken the object over in the same apply. To rename a resource, use a `moved` block.",
  );

interface Change {
  readonly prior: Fields | null;
  readonly planned: Fields | null;
  readonly config: Fields;
}

interface Applied {
  readonly state: Fields | null;
  readonly diagnostics: readonly Diagnostic[];
}

export async function applyResourceChange<Api>(
  session: Session<Api>,
  request: ApplyResourceChange_Request,
): Promise<Init<ApplyResourceChange_Response>> {
  const { type, attributes } = session.resource(request.typeName);
  const change: Change = {
    prior: readFields(type, request.priorState),
    planned: readFields(type, request.plannedState),
    config: readFields(type, request.config) ?? {},
  };
  const warnings: Diagnostic[] = [];
  const { state, diagnostics } = await apply(session, request.typeName, change, warnings);
  const outcome = hasErrors(diagnostics) ? "failed" : "applied";
  return {
    newState: writeFields(type, state),
    private:
      state === null
        ? new Uint8Array()
        : await rememberWritten(
            attributes,
            outcome === "applied" ? change.config : {},
            settleMemory(request.plannedPrivate, outcome),
          ),
    diagnostics: writeDiagnostics([...warnings, ...diagnostics]),
    ...(request.plannedIdentity === undefined ? {} : { newIdentity: request.plannedIdentity }),
  };
}

async function apply<Api>(
  session: Session<Api>,
  typeName: string,
  { prior, planned, config }: Change,
  warnings: Diagnostic[],
): Promise<Applied> {
  const resource = session.resource(typeName);
  const { attributes } = resource;
  const verb = planned === null ? "delete" : prior === null ? "create" : "update";
  try {
    const reach = session.reach(typeName, warnings);
    if (planned === null) {
      if (prior === null) return { state: null, diagnostics: [] };
      // Two addresses may name one object: a resource was renamed in the code, and the new one found what was there.
      if (session.wasGiven(typeName, prior.id)) return { state: null, diagnostics: [handedOver(typeName)] };
      await resource.delete(prior, reach);
      session.forget(typeName, prior.id);
      return { state: null, diagnostics: [] };
    }
    const remote =
      prior === null
        ? await resource.create(planned, config, reach)
        : await resource.update(planned, config, prior, reach);
    const outcome = afterWrite(attributes, planned, prior, remote);
    if (prior === null) session.give(typeName, outcome.state.id);
    return outcome;
  } catch (error) {
    if (error instanceof PartialResult) {
      const cause = session.explain(error.cause, { verb, typeName });
      return { state: afterPartialWrite(attributes, prior, error.remote), diagnostics: cause };
    }
    const diagnostics = session.explain(error, { verb, typeName });
    // Null with an error would orphan what exists: an update or delete that failed leaves the prior state.
    return {
      state: prior,
      diagnostics:
        diagnostics.length > 0 ? diagnostics : [problem(`Could not ${verb} ${typeName}`, "It failed.")],
    };
  }
}
