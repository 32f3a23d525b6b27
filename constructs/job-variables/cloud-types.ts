import type { JsonObject } from "../json-input";
import type { JobVariablesByType } from "./generated/types";
import type { BlockValue, Template } from "./values";

/**
 * Job variables of the pools that Prefect Cloud serves itself. Only Prefect Cloud knows their templates: those named
 * here are checked by the compiler, and others are taken unchecked; a plan holds all of them against the pool's template.
 */
export type CloudJobVariablesByType = {
  readonly "ecs:push": LikeWorker<"ecs">;
  readonly "cloud-run:push": LikeWorker<"cloud-run">;
  readonly "cloud-run-v2:push": LikeWorker<"cloud-run-v2">;
  readonly "azure-container-instance:push": LikeWorker<"azure-container-instance">;
  readonly "modal:push": Common & JsonObject & { readonly modal_credentials?: BlockValue | undefined };
  readonly "coiled:push": Common & JsonObject & { readonly credentials?: BlockValue | undefined };
  readonly "prefect:managed": Common &
    JsonObject & {
      /** Packages that are installed before a run: `["pandas", "prefect-aws"]`. */
      readonly pip_packages?: readonly string[] | Template | undefined;
    };
};

/** A push pool takes the variables of the worker for the same service. */
type LikeWorker<Type extends keyof JobVariablesByType> = JobVariablesByType[Type] & JsonObject;

type Common = {
  /** Environment variables of the run. */
  readonly env?: { readonly [name: string]: string } | Template | undefined;
  readonly image?: string | undefined;
};
