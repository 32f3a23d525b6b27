import type { Expression, Fields } from "./expression";

/** Resource types of the provider that a server's objects become. */
export const resourceTypes = [
  "prefect_flow",
  "prefect_deployment",
  "prefect_work_pool",
  "prefect_work_queue",
  "prefect_variable",
  "prefect_block_type",
  "prefect_block_schema",
  "prefect_block",
  "prefect_default_result_storage",
  "prefect_automation",
  "prefect_global_concurrency_limit",
  "prefect_task_run_concurrency_limit",
  "prefect_saved_search",
  // A flow that is known elsewhere, looked up by its name.
  "data.prefect_flow",
] as const;

export type ResourceType = (typeof resourceTypes)[number];

/** An object of the server that is to stand in code. */
export interface Adopted {
  readonly type: ResourceType;
  /** Its id on the server: other objects refer to it by that. */
  readonly id: string;
  /** By what Terraform imports it; default: its id. */
  readonly importId?: string;
  /** Names to call it by in code, the shortest first. */
  readonly names: readonly string[];
  /** What the file that it stands in is about. */
  readonly place: Place;
  /**
   * What is not as it is by default, by the attributes of the provider. Some hold what the API says instead, which
   * each language has forms of its own for: `trigger`, `actions` of an automation, `schedules`, `pull_steps`.
   */
  readonly fields: Fields;
  /** Attributes whose value is JSON. */
  readonly jsonFields: ReadonlySet<string>;
  /** The deployment that an automation belongs to. */
  readonly owner?: string;
}

/** What a file is about. */
export type Place =
  | { readonly about: "flow" | "work-pool"; readonly name: string; readonly id: string }
  | { readonly about: "other-flows" | "blocks" | "variables" | "limits" | "automations" | "saved-searches" };

export const field = (fields: Fields, name: string): Expression | undefined =>
  fields.find(([own]) => own === name)?.[1];
