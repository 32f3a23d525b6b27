import type { Secret } from "./expression";
import type { Withhold } from "./split-secrets";
import { words } from "./words";

/** Names that a Terraform module's variable cannot have. */
const reserved = ["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"];

/** Gives each secret of a project a variable of its own. */
export class SecretNames {
  private readonly taken: Set<string>;

  /** @param taken names that are in use already */
  constructor(taken: Iterable<string> = []) {
    this.taken = new Set([...reserved, ...taken]);
  }

  /** @param place what the secret is of, from the whole to the part: `["github", "token"]` */
  make(place: readonly string[], description: string, type: Secret["type"] = "string"): Secret {
    const made = words(place.join(" ")).join("_");
    const stem = /^[a-z]/.test(made) ? made : `secret_${made}`.replace(/_$/, "");
    let variable = stem;
    for (let number = 2; this.taken.has(variable); number += 1) variable = `${stem}_${number}`;
    this.taken.add(variable);
    return { is: "secret", variable, description, type };
  }

  /** Secrets of one object. */
  of(owner: string): Withhold {
    return (place, description, type) => this.make([owner, ...place], `${description} of ${owner}`, type);
  }
}
