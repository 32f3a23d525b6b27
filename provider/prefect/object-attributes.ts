import { computed, optional } from "../framework/attribute";
import { uuid } from "../framework/scalars";
import { timestamp } from "../framework/timestamp";

/** What every object of the API has. */
export const objectAttributes = {
  id: computed(uuid).stable().doc("Id of the object (a UUID)."),
  created: computed(timestamp).stable().doc("When the object was created (RFC 3339)."),
  updated: computed(timestamp).doc("When the object was last changed (RFC 3339)."),
};

/** Where the object lives on Prefect Cloud. */
export const scopeAttributes = {
  account_id: optional(uuid)
    .fallback(null)
    .quiet()
    .replaces()
    .doc("Account id (a UUID) on Prefect Cloud; defaults to the provider's. Not for a self-hosted server."),
  workspace_id: optional(uuid)
    .fallback(null)
    .quiet()
    .replaces()
    .doc("Workspace id (a UUID) on Prefect Cloud; defaults to the provider's. Not for a self-hosted server."),
};
