import type { Complaint } from "./json-schema/outcome";
import type { JsonObject } from "./json-schema/value";
import { type Misfit, misfit } from "./misfit";

/** What does not fit of values that a run gets over those of its deployment. */
export interface RunMisfits {
  /** Of these values, or of all as a whole. */
  readonly own: readonly Misfit[];
  /** Of what the deployment gives, or neither: a change of the deployment may mend it. */
  readonly deployed: readonly Misfit[];
}

export function runMisfits(own: JsonObject, complaints: readonly Complaint[]): RunMisfits {
  const isOwn = ({ path: [name] }: Complaint): boolean => name === undefined || Object.hasOwn(own, name);
  return {
    own: complaints.filter(isOwn).map(misfit),
    deployed: complaints.filter((one) => !isOwn(one)).map(misfit),
  };
}
