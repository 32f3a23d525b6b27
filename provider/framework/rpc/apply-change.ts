import type { CtyValue } from "../../cty/value";
import type {
  ApplyResourceChange_Request,
  ApplyResourceChange_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import { type Diagnostic, hasErrors, problem, warning } from "../diagnostic";
import { readIgnored, settleIgnored } from "../ignored-secrets";
import { readMemory, settleMemory } from "../memory";
import { afterPartialWrite, afterWrite } from "../outcome";
import { readSaid, settleSaid, withSaid } from "../placeholder";
import { changedNames, type Fields } from "../plan";
import { PartialResult, type Reach, type RemoteFields, type Resource } from "../resource";
import {
  judgeSecrets,
  rememberWritten,
  secretParts,
  staysBehind,
  wholeFields,
  withholdRead,
  withholdWritten,
} from "../secret-memory";
import { withoutSecrets } from "../secret-text";
import type { Session } from "../session";
import { unmanagedNames } from "../unmanaged";
import { newIdentity } from "./identity";
import { readFields, writeDiagnostics, writeFields } from "./messages";

const notDeleted = (typeName: string, why: string): Diagnostic =>
  warning(`This ${typeName} is not deleted`, `${why} To rename a resource, use a \`moved\` block.`);

const handedOver = "Another resource of this configuration has taken the object over in the same apply.";

const shared = "Another resource of this configuration stands for the same object.";

/** Two creations at the same time were answered with one object. */
const ownedTwice = (typeName: string, id: CtyValue | undefined): Diagnostic =>
  problem(
    `Two ${typeName} resources name one object`,
    `Another resource of this configuration has just created it; its id is ${String(id)}. Remove one of the two, or give it another name.`,
  );

interface Change {
  readonly prior: Fields | null;
  readonly planned: Fields | null;
  readonly config: Fields;
  readonly private: Uint8Array;
  /** Attributes whose secret part is written anew, or removed. */
  readonly rewritten: readonly string[];
}

interface Applied {
  readonly state: Fields | null;
  /** What the server has of the secret parts. */
  readonly secrets: ReadonlyMap<string, unknown>;
  readonly diagnostics: readonly Diagnostic[];
}

export async function applyResourceChange<Api>(
  session: Session<Api>,
  request: ApplyResourceChange_Request,
): Promise<Init<ApplyResourceChange_Response>> {
  const resource = session.resource(request.typeName);
  const { type, attributes } = resource;
  const prior = readFields(type, request.priorState);
  const config = readFields(type, request.config) ?? {};
  const bytes = request.plannedPrivate;
  const { rewritten } = await judgeSecrets({
    attributes,
    config,
    prior,
    wasApplied: readMemory(bytes) !== undefined,
    bytes,
    ignored: readIgnored(bytes),
  });
  const planned = readFields(type, request.plannedState);
  session.write();
  const change: Change = { prior, planned, config, private: bytes, rewritten };
  const warnings: Diagnostic[] = [];
  const { state, secrets, diagnostics } = await apply(session, request.typeName, change, warnings);
  const outcome = hasErrors(diagnostics) ? "failed" : "applied";
  const written = { attributes, config, rewritten, outcome, isCreation: prior === null } as const;
  return {
    newState: writeFields(type, state),
    private:
      state === null
        ? new Uint8Array()
        : await rememberWritten(
            written,
            secrets,
            settleIgnored(settleSaid(settleMemory(bytes, outcome), attributes, state)),
          ),
    diagnostics: writeDiagnostics(withoutSecrets([...warnings, ...diagnostics], attributes, config)),
    ...newIdentity(resource, state),
  };
}

const none: ReadonlyMap<string, unknown> = new Map();

/** A value that was not kept may be one that this server does not know. */
async function withRemark<Api>(
  { provider, api }: Session<Api>,
  diagnostics: readonly Diagnostic[],
): Promise<readonly Diagnostic[]> {
  if (!hasErrors(diagnostics)) return diagnostics;
  const remark = await provider.remarkOnServer(api);
  if (remark === undefined) return diagnostics;
  return diagnostics.map((one) =>
    one.severity === "error" ? { ...one, detail: `${one.detail}\n${remark}` } : one,
  );
}

async function apply<Api>(
  session: Session<Api>,
  typeName: string,
  change: Change,
  warnings: Diagnostic[],
): Promise<Applied> {
  const resource = session.resource(typeName);
  const { attributes } = resource;
  const { prior, planned, config, rewritten } = change;
  const write = { attributes, config, rewritten, bytes: change.private };
  const verb = planned === null ? "delete" : prior === null ? "create" : "update";
  try {
    const reach = session.reach(typeName, warnings);
    if (planned === null) {
      if (prior === null) return { state: null, secrets: none, diagnostics: [] };
      // Two addresses may name one object: a resource was renamed in the code, and the new one found what was there.
      if (session.wasGiven(typeName, prior.id)) {
        return { state: null, secrets: none, diagnostics: [notDeleted(typeName, handedOver)] };
      }
      if (session.spares(typeName, prior.id)) {
        return { state: null, secrets: none, diagnostics: [notDeleted(typeName, shared)] };
      }
      await resource.delete(prior, reach);
      session.forget(typeName, prior.id);
      return { state: null, secrets: none, diagnostics: [] };
    }
    const whole = wholeFields(attributes, planned, config);
    const remote =
      prior === null
        ? await resource.create(whole, reach)
        : await update(resource, { ...change, prior, planned }, whole, reach);
    const told = { ...remote };
    for (const name of unmanagedNames(attributes, config)) delete told[name];
    const { visible, secrets } = withholdWritten({ ...write, planned, outcome: "applied" }, told);
    const outcome = afterWrite(attributes, planned, prior, visible);
    if (prior === null && session.wasGiven(typeName, outcome.state.id)) {
      const twice = ownedTwice(typeName, outcome.state.id);
      return { state: null, secrets: none, diagnostics: [...outcome.diagnostics, twice] };
    }
    if (prior === null) session.give(typeName, outcome.state.id);
    return { state: outcome.state, secrets, diagnostics: await withRemark(session, outcome.diagnostics) };
  } catch (error) {
    if (error instanceof PartialResult) {
      const cause = session.explain(error.cause, { verb, typeName });
      const { visible, secrets } = withholdWritten(
        { ...write, planned: planned ?? {}, outcome: "failed" },
        error.remote,
      );
      return { state: afterPartialWrite(attributes, prior, visible), secrets, diagnostics: cause };
    }
    const diagnostics = session.explain(error, { verb, typeName });
    // Null with an error would orphan what exists: an update or delete that failed leaves the prior state.
    return {
      state: prior,
      secrets: none,
      diagnostics:
        diagnostics.length > 0 ? diagnostics : [problem(`Could not ${verb} ${typeName}`, "It failed.")],
    };
  }
}

type Update = Change & { readonly prior: Fields; readonly planned: Fields };

async function update<Api>(
  resource: Resource<Api>,
  change: Update,
  whole: Fields,
  reach: Reach<Api>,
): Promise<RemoteFields> {
  const { attributes } = resource;
  const { prior, planned, rewritten } = change;
  const changed = new Set([...changedNames(attributes, planned, prior), ...rewritten]);
  return resource.update(
    await withPresentSecrets(resource, change, changed, whole, reach),
    withSaid(attributes, prior, planned, readSaid(change.private)),
    changed,
    reach,
  );
}

/**
 * Where the rest of a value changes and the version of its secret part does not, the server keeps the part that it
 * has: it is read, and sent back with the rest.
 */
async function withPresentSecrets<Api>(
  { attributes, read }: Resource<Api>,
  { prior, planned, config, rewritten, private: bytes }: Update,
  changed: ReadonlySet<string>,
  whole: Fields,
  reach: Reach<Api>,
): Promise<Fields> {
  const completed = { ...whole };
  const ignored = readIgnored(bytes);
  for (const [name, part] of secretParts(attributes)) {
    if (!changed.has(name)) continue;
    if (!ignored.includes(name) && !(await staysBehind(part, config, rewritten.includes(name), bytes)))
      continue;
    const present = (await read(prior, reach)) ?? {};
    const json = withholdRead(attributes, present, prior, bytes).secrets.get(name);
    completed[name] = part.join(planned[name] ?? null, json ?? {});
  }
  return completed;
}
