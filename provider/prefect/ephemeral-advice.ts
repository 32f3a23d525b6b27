/** What the documentation says of each ephemeral resource. */
export const ephemeralUse =
  "It is asked for in each plan and each apply, and stands in no plan and no state: its values can go into write-only attributes, providers, locals, and ephemeral variables and outputs. " +
  "A plan has the values as they are then, so what the same apply changes in them arrives with the next one. " +
  "Needs Terraform 1.10 or newer, write-only attributes 1.11.";

/** Said where an ephemeral resource finds nothing: by a name that is known already, it is opened when planning. */
export const madeLater =
  " If the same apply is to make it, refer to it by its id: that is known only then, and so the values are asked for only then.";
