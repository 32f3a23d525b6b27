import { optional } from "../framework/attribute";
import { integer } from "../framework/scalars";

/** Said of every write-only attribute. */
export const secretsFrom =
  "Take secrets from `ephemeral` variables or resources: the value of any other variable stands in the plan file. Needs Terraform 1.11.";

/** An attribute by which code says itself when a write-only one is to be written. */
export const versionOf = (name: string) =>
  optional(integer)
    .untold(0, "secretPart")
    .doc(
      `Version of \`${name}\`: where it is set, a change of it, and nothing else, writes \`${name}\` anew. After an import it is 0 in the state, and \`${name}\` is written if it is not what the server has.`,
    );
