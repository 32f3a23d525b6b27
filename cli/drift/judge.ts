import type { JsonValue } from "../../client";
import { differences, plainPath, type Side } from "../report/differences";
import { allMarks } from "../report/marks";
import { attributes } from "./generated/attributes";
import { isPrefect, type PlanJson, type ResourceChange, type Values } from "./plan-json";
import type { Difference, Pending } from "./report";
import { visible, withSensitive } from "./sensitive";

/** A resource that something was found about, before it has its name. */
export interface About {
  readonly address: string;
  readonly type: string;
  /** What state or plan has of it, without what is sensitive. */
  readonly values: Values;
  /** Attributes of which something is sensitive; not for showing. */
  readonly hidden: ReadonlyMap<string, JsonValue>;
}

export interface Drifted extends About {
  /** Undefined: gone from the server. */
  readonly after: Values | undefined;
  readonly differences: readonly Difference[];
  /** Values that no one can configure. */
  readonly runtime: readonly Difference[];
}

export interface Asked extends About {
  readonly action: Pending["action"];
  readonly differences: readonly Difference[];
}

const isRuntime = (type: string, path: string): boolean => {
  const plain = plainPath(path);
  return (attributes[type]?.runtime ?? []).some((name) => plain === name || plain.startsWith(`${name}.`));
};

/** JSON values may be changed by who has made them; what is read here is not. */
const asValue = (values: Values | null): JsonValue | undefined =>
  values === null ? undefined : { ...values };

function changeDifferences({ type, change }: ResourceChange): readonly Difference[] {
  const before: Side = {
    value: asValue(change.before),
    sensitive: withSensitive(type, change.before_sensitive),
  };
  const after: Side = {
    value: asValue(change.after),
    sensitive: withSensitive(type, change.after_sensitive),
    unknown: change.after_unknown,
  };
  return differences(before, after);
}

const visibleOf = ({ type, change }: ResourceChange, values: Values) =>
  visible(values, withSensitive(type, allMarks([change.before_sensitive, change.after_sensitive])));

/** What the server has no longer as it was last applied; ascending by address. */
export function drifted({ resource_drift: drift = [] }: PlanJson): readonly Drifted[] {
  return drift
    .filter((resource) => isPrefect(resource) && resource.deposed === undefined)
    .flatMap((resource): Drifted[] => {
      const { address, type, change } = resource;
      const { before, after } = change;
      if (before === null) return [];
      const about = { address, type, ...visibleOf(resource, before) };
      if (after === null) return [{ ...about, after: undefined, differences: [], runtime: [] }];
      const all = changeDifferences(resource);
      const runtime = all.filter(({ path }) => isRuntime(type, path));
      return [{ ...about, after, runtime, differences: all.filter((one) => !runtime.includes(one)) }];
    });
}

function actionOf({ actions, importing }: ResourceChange["change"]): Pending["action"] | undefined {
  if (actions.length === 2) return "replace";
  switch (actions[0]) {
    case "create":
    case "update":
    case "delete":
    case "forget":
      return actions[0];
    default:
      return importing === undefined ? undefined : "import";
  }
}

/** What is to come of a value that the provider makes is no wish of the code's. */
const isWish = (type: string, change: ResourceChange["change"]) => (one: Difference) =>
  !isRuntime(type, one.path) && !(change.before === null && (one.after.is === "unknown" || isNull(one)));

const isNull = ({ after }: Difference): boolean => after.is === "given" && after.value === null;

/** Everything that a plan would do, by address. */
export function asked({ resource_changes: changes = [] }: PlanJson): ReadonlyMap<string, Asked> {
  const found = changes.filter(isPrefect).flatMap((resource): [string, Asked][] => {
    const { address, type, change, deposed } = resource;
    const action = actionOf(change);
    if (action === undefined) return [];
    const key = deposed === undefined ? address : `${address} (deposed ${deposed})`;
    const wishes =
      action === "delete" || action === "forget"
        ? []
        : changeDifferences(resource).filter(isWish(type, change));
    const about = { address: key, type, ...visibleOf(resource, change.before ?? change.after ?? {}) };
    return [[key, { ...about, action, differences: wishes }]];
  });
  return new Map(found);
}

/** Whether a second plan is needed to tell what the code asks for from the healing of what has drifted. */
export const isMixed = (plan: PlanJson, drift: readonly Drifted[]): boolean =>
  drift.some(({ after, differences: found }) => after === undefined || found.length > 0) &&
  asked(plan).size > 0;

/**
 * What the code asks for and the server has not.
 * @param plan against the server
 * @param ofCode the same against the state alone, which holds no healing; undefined where nothing has drifted
 */
export function pending(plan: PlanJson, ofCode: PlanJson | undefined): readonly Asked[] {
  const ofServer = asked(plan);
  if (ofCode === undefined) return [...ofServer.values()];
  return [...asked(ofCode).values()].flatMap((wish): Asked[] => {
    const now = ofServer.get(wish.address);
    // The server has it already, or has no longer what is to be removed.
    if (now === undefined) return [];
    // It is gone, and will be made again: what is asked for beyond that are the wishes against the state.
    if (now.action === "create" || wish.differences.length === 0) return [wish];
    const paths = new Set(wish.differences.map(({ path }) => path));
    const names = new Set(wish.differences.map(({ attribute }) => attribute));
    const exact = now.differences.filter(({ path }) => paths.has(path));
    // Where lists have shifted, the paths of one plan say nothing about the other.
    const left = exact.length > 0 ? exact : now.differences.filter(({ attribute }) => names.has(attribute));
    return left.length === 0 ? [] : [{ ...wish, differences: left }];
  });
}
