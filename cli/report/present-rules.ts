import type { Found, Presentation } from "./presentation";

/** What every report says of ignore rules. */
interface Ruling<Finding> {
  readonly ignored: readonly { readonly finding: Finding; readonly rule: number }[];
  readonly rules: readonly {
    readonly reason: string;
    readonly expires: string | null;
    readonly expired: boolean;
  }[];
}

/** What was ignored, with its reason, and the rules that have expired. */
export function presentRules<Finding>(
  { ignored, rules }: Ruling<Finding>,
  found: (finding: Finding) => Found,
): Pick<Presentation, "ignored" | "expiredRules"> {
  return {
    ignored: ignored.map(({ finding, rule }) => ({
      finding: found(finding),
      reason: rules[rule]?.reason ?? "",
      until: rules[rule]?.expires ?? null,
      rule,
    })),
    expiredRules: rules
      .filter(({ expired }) => expired)
      .map(({ reason, expires }) => ({ reason, until: expires ?? "" })),
  };
}
