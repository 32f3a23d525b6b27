import { PrefectApiError, type PrefectClient } from "../../client";
import type { CtyValue } from "../cty/value";
import { type Diagnostic, type Path, problem, spellPath, warning } from "../framework/diagnostic";
import type { Reach } from "../framework/resource";
import type { PlanFindings } from "./plan-findings";

type Find = (client: PrefectClient, id: string) => Promise<object | undefined>;

/** What others refer to by its id: as a person says it, with the resource that makes it, and how it is found. */
const kinds = {
  flow: ["prefect_flow", ({ read }, id) => read.flow(id)],
  deployment: ["prefect_deployment", ({ read }, id) => read.deployment(id)],
  "work pool": ["prefect_work_pool", ({ read }, id) => read.workPoolById(id)],
  "work queue": ["prefect_work_queue", ({ read }, id) => read.workQueueById(id)],
  automation: ["prefect_automation", ({ read }, id) => read.automation(id)],
  block: ["prefect_block", ({ read }, id) => read.block(id)],
  "block type": ["prefect_block_type", ({ read }, id) => read.blockType(id)],
  "block schema": ["prefect_block_schema", ({ read }, id) => read.blockSchema(id)],
  "concurrency limit": ["prefect_global_concurrency_limit", ({ read }, id) => read.concurrencyLimit(id)],
} as const satisfies Readonly<Record<string, readonly [string, Find]>>;

export type Kind = keyof typeof kinds;

/** Statuses of what this client may not ask, or the server does not know: they say nothing of the object. */
const noAnswer: readonly number[] = [401, 403, 404, 405];

/** Objects that others refer to by their ids: what was found is not asked for again. */
export class ReferredObjects {
  private readonly found = new WeakMap<PrefectClient, Set<string>>();

  constructor(private readonly findings: PlanFindings) {}

  /** Is there certainly no such object? */
  async isMissing(client: PrefectClient, kind: Kind, id: string): Promise<boolean> {
    const key = keyOf(kind, id);
    if (this.of(client).has(key) || this.findings.of(client, "reference", key) === true) return false;
    try {
      const [, find]: readonly [string, Find] = kinds[kind];
      if ((await find(client, id)) === undefined) return true;
    } catch (error) {
      if (error instanceof PrefectApiError && noAnswer.includes(error.status)) return false;
      throw error;
    }
    this.meet(client, kind, id);
    return false;
  }

  /** Notes that there is this object. */
  meet(client: PrefectClient, kind: Kind, id: string): void {
    const key = keyOf(kind, id);
    this.of(client).add(key);
    this.findings.note(client, "reference", key, true);
  }

  private of(client: PrefectClient): Set<string> {
    const found = this.found.get(client) ?? new Set<string>();
    this.found.set(client, found);
    return found;
  }
}

const keyOf = (kind: Kind, id: string): string => `${kind} ${id}`;

/** An id in what is planned. */
export interface Reference {
  readonly kind: Kind;
  readonly id: CtyValue | undefined;
  readonly path: Path;
  /** What comes of it where there is no such object, in a sentence; undefined: the server refuses the write. */
  readonly taken?: string | undefined;
  /** May Terraform show the line of code? Not where the attribute holds secrets. */
  readonly isHidden?: boolean;
  /** Where in the attribute, if the path does not say it. */
  readonly place?: string;
}

interface Review {
  readonly client: PrefectClient;
  readonly objects: ReferredObjects;
  readonly seen: Reach<unknown>["seen"];
}

/**
 * What refers to objects that the server does not have. One that the same apply makes has no id yet, and one that the
 * process has met is not asked for.
 */
export async function reviewReferences(
  { client, objects, seen }: Review,
  references: readonly Reference[],
): Promise<readonly Diagnostic[]> {
  const reviewed = references.map(async (reference): Promise<readonly Diagnostic[]> => {
    const { kind, id } = reference;
    if (typeof id !== "string" || id === "") return [];
    if (seen(id, kinds[kind][0])) {
      objects.meet(client, kind, id);
      return [];
    }
    return (await objects.isMissing(client, kind, id)) ? [noSuchObject(reference, id)] : [];
  });
  return (await Promise.all(reviewed)).flat();
}

function noSuchObject({ kind, path, taken, isHidden = false, place }: Reference, id: string): Diagnostic {
  const attribute = path.findLast((step) => "attribute" in step);
  const name = attribute !== undefined && "attribute" in attribute ? attribute.attribute : "id";
  const code =
    place === undefined ? `\`${name} = ${kinds[kind][0]}.NAME.id\`` : `\`${kinds[kind][0]}.NAME.id\``;
  const detail =
    `${place ?? spellPath(path)}: the server has no ${kind} of that id. ${taken ?? "It refuses what refers to one that it does not have."} ` +
    `Correct it; for one that this configuration makes or looks up, write a reference (${code}) instead of its id.`;
  const say = taken === undefined ? problem : warning;
  return say(
    `There is no ${isHidden ? `such ${kind}` : `${kind} ${id}`}`,
    detail,
    isHidden ? undefined : path,
  );
}
