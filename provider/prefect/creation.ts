import { PrefectApiError, type PrefectClient } from "../../client";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import type { Attributes, Uncertain } from "../framework/attribute";
import { type Diagnostic, DiagnosticError } from "../framework/diagnostic";
import type { PrefectApi, Scope } from "./api";
import { type Existing, equalsPlanned, recovered, refuseExisting, refuseOwn } from "./existing";

/** How one kind of object is looked up by name, compared with what is planned, and made. */
export interface Creation<Row, Remote> {
  readonly attributes: Attributes;
  readonly planned: { readonly [name: string]: CtyValue | undefined };
  find(): Promise<Row | undefined>;
  toRemote(row: Row): Remote;
  describe(row: Row): Existing;
}

type Found = { readonly id: string };
type Values = { readonly [name: string]: CtyValue | undefined };

/** At plan time: refuses what exists, unless it is this very object (a replacement) or just what we would send. */
export async function reviewCreation<Row extends Found, Remote extends Values>(
  creation: Creation<Row, Remote>,
  seen: (id: string) => boolean,
  furtherWays?: string,
): Promise<readonly Diagnostic[]> {
  const found = await creation.find();
  if (found === undefined || seen(found.id)) return [];
  const equal = equalsPlanned(creation.attributes, creation.planned, creation.toRemote(found));
  return equal ? [] : [refuseExisting(creation.describe(found), furtherWays)];
}

/** At apply: creates, or recovers what an interrupted apply left, or refuses. */
export async function createObject<Row extends Found, Remote extends Values>(
  creation: Creation<Row, Remote>,
  client: PrefectClient,
  post: () => Promise<Row>,
  warn: (diagnostic: Diagnostic) => void,
  seen: (id: string) => boolean,
  furtherWays?: string,
): Promise<Remote> {
  const found = await creation.find();
  if (found !== undefined) return recover(creation, found, warn, seen, furtherWays);
  const asNew = (row: Row): Remote =>
    recover(
      creation,
      row,
      () => undefined,
      () => false,
      furtherWays,
    );
  try {
    const made = await client.create({ post, find: () => creation.find() });
    return made.recovered ? asNew(made.value) : creation.toRemote(made.value);
  } catch (error) {
    if (!(error instanceof PrefectApiError && error.status === 409)) throw error;
    // Somebody else has made one of this name since it was looked for.
    const other = await creation.find();
    if (other === undefined) throw error;
    return recover(creation, other, warn, seen, furtherWays);
  }
}

function recover<Row extends Found, Remote extends Values>(
  { attributes, planned, toRemote, describe }: Creation<Row, Remote>,
  found: Row,
  warn: (diagnostic: Diagnostic) => void,
  seen: (id: string) => boolean,
  furtherWays: string | undefined,
): Remote {
  const remote = toRemote(found);
  if (seen(found.id)) throw new DiagnosticError([refuseOwn(describe(found))]);
  if (!equalsPlanned(attributes, planned, remote)) {
    throw new DiagnosticError([refuseExisting(describe(found), furtherWays)]);
  }
  warn(recovered(describe(found)));
  return remote;
}

/** The client that a plan leads to; undefined while that is not known. */
export function knownClient(
  api: PrefectApi | undefined,
  planned: { readonly [K in keyof Scope]: Uncertain<string | null> },
): PrefectClient | undefined {
  const { account_id, workspace_id } = planned;
  if (api === undefined || isUnknown(account_id) || isUnknown(workspace_id)) return undefined;
  return api.client({ account_id, workspace_id });
}
