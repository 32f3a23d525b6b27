/**
 * What a Prefect server would say to a value.
 *
 * `refused`: it certainly answers 4xx or 5xx. `doubtful`: whether it does depends on the server, or it stores the
 * value and its scheduler then fails on it. `reason` is a whole sentence: what was given, what is allowed, an example.
 */
export type Verdict =
  | { readonly verdict: "accepted" }
  | { readonly verdict: "refused"; readonly reason: string }
  | { readonly verdict: "doubtful"; readonly reason: string };

export const accepted: Verdict = { verdict: "accepted" };
export const refused = (reason: string): Verdict => ({ verdict: "refused", reason });
export const doubtful = (reason: string): Verdict => ({ verdict: "doubtful", reason });
