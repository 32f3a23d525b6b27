import { optional } from "../framework/attribute";
import { uuid } from "../framework/scalars";

/** Where an action is carried out on Prefect Cloud. */
export const invokedScope = {
  account_id: optional(uuid).doc(
    "Account id (a UUID) on Prefect Cloud; defaults to the provider's. Not for a self-hosted server.",
  ),
  workspace_id: optional(uuid).doc(
    "Workspace id (a UUID) on Prefect Cloud; defaults to the provider's. Not for a self-hosted server.",
  ),
};

/** What the documentation says of each action. */
export const invokedUse =
  "Terraform invokes an action when a resource's `action_trigger` says so, or with `terraform apply -invoke=…`; nothing of it stands in the state. Where it fails, what was applied before it stays, and the next apply does not invoke it again: `-invoke` does. " +
  "Needs Terraform 1.14 or newer; older versions and OpenTofu do not know actions.";
