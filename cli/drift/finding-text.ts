import type { Category, Difference, DriftReport, Finding, Touch } from "./report";

/** The categories, in the order of a report. */
export const categories = [
  "changed",
  "missing",
  "pending",
  "unmanaged",
] as const satisfies readonly Category[];

/** `1 object`, `2 objects`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** `updated 2026-03-01 12:00 by Trillian`, as far as the server tells; empty where it does not. */
export function touched(verb: string, touch: Touch | null): string {
  if (touch === null) return "";
  const at = touch.at === null ? "" : ` ${touch.at.slice(0, 16).replace("T", " ")}`;
  const by = touch.by === null ? "" : ` by ${touch.by}`;
  return at + by === "" ? "" : `${verb}${at}${by}`;
}

/** What is to be said of a finding beside its object and its attributes; may be empty. */
export function remarkOn(finding: Finding): string {
  switch (finding.category) {
    case "changed":
      return touched("updated", finding.updated);
    case "missing":
      return "gone from the server";
    case "pending":
      return `to ${finding.action}`;
    case "unmanaged":
      return [
        finding.owner === null ? "" : `owner ${finding.owner}`,
        touched("created", finding.created),
        touched("updated", finding.updated),
      ]
        .filter((part) => part !== "")
        .join(", ");
  }
}

/** The differences worth showing: what an attribute was before does not matter where the whole object comes or goes. */
export const differencesOf = (finding: Finding): readonly Difference[] =>
  finding.category === "changed" || (finding.category === "pending" && /update|replace/.test(finding.action))
    ? finding.differences
    : [];

/** `prefect_deployment.nightly (etl/nightly)`; an unmanaged object is called by kind and name. */
export function subjectText({ category, kind, address, name }: Finding): string {
  if (category === "unmanaged") return `${kind.replaceAll("_", " ")} ${name}`;
  return address.includes(name) ? address : `${address} (${name})`;
}

/** `Drift: 2 changed, 1 missing, 131 objects checked`. */
export function headline({ totals, verdict }: DriftReport): string {
  const words = { none: "No drift", drift: "Drift", unknown: "Could not tell everything" };
  const found = categories
    .filter((category) => totals[category] > 0)
    .map((category) => `${totals[category]} ${category}`);
  return `${words[verdict]}: ${[...found, `${counted(totals.checked, "object")} checked`].join(", ")}`;
}

/** Which servers were asked, and which states count as known. */
export const sources = ({ servers, states }: DriftReport): string =>
  [
    ...servers.map(({ address, source }) => `${address} (${source})`),
    `states: ${states.map(({ source }) => source).join(", ") || "none"}`,
  ].join(" · ");

/** Whether a finding of this category makes the verdict `drift`. */
export const fails = ({ failOn }: DriftReport, { category }: Finding): boolean => failOn.includes(category);
