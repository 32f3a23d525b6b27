import type { Config } from "../framework/attribute";
import { at } from "../framework/diagnostic";
import type { deploymentSchema } from "./deployment-schema";
import type { Kind, Reference } from "./referred-objects";

const kinds = {
  flow_id: "flow",
  storage_document_id: "block",
  infrastructure_document_id: "block",
  global_concurrency_limit_id: "concurrency limit",
} as const satisfies { readonly [K in keyof typeof deploymentSchema]?: Kind };

const names = [
  "flow_id",
  "storage_document_id",
  "infrastructure_document_id",
  "global_concurrency_limit_id",
] as const;

/**
 * The objects that a write of a deployment names by their ids.
 * @param changed undefined: it is created
 */
export const deploymentReferences = (
  planned: Pick<Config<typeof deploymentSchema>, keyof typeof kinds>,
  changed: ReadonlySet<string> | undefined,
): readonly Reference[] =>
  names
    .filter((name) => changed === undefined || changed.has(name))
    .map((name) => ({ kind: kinds[name], id: planned[name], path: at(name) }));
