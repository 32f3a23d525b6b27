import { html, type Markup } from "../../report/html/markup";
import type { Section } from "../../report/html/section";
import type { Times } from "../../report/html/times";
import { countedKind } from "../../report/html/words";
import type { Category, DriftReport, Rule, Unmanaged } from "../report";
import { findingDetails, findingList, ignoredDetails, runtimeDetails } from "./finding";
import type { Placed } from "./words";

/** More than this of one kind stand closed together. */
const mostOfKind = 20;

const ofCategories = ({ findings }: DriftReport, ...wanted: readonly Category[]): readonly Placed[] =>
  findings
    .map((finding, index) => ({ finding, index }))
    .filter(({ finding }) => wanted.includes(finding.category));

export function driftSection(report: DriftReport, times: Times): Section {
  const placed = ofCategories(report, "changed", "missing");
  return {
    id: "drift",
    title: "Changed on the server",
    count: placed.length,
    content:
      placed.length === 0
        ? html`<p class="card empty">The server has what was last applied.</p>`
        : html`<p class="faint">The next apply puts back what was last applied, unless the code says something else by now.</p>
${findingList(placed, times)}`,
  };
}

export function pendingSection(report: DriftReport, times: Times): Section | null {
  const placed = ofCategories(report, "pending");
  if (placed.length === 0) return null;
  return {
    id: "pending",
    title: "Not applied yet",
    count: placed.length,
    content: html`<p class="faint">What the code asks for beyond what the server has changed: no drift.</p>
${placed.map((one) => findingDetails(one, false, times))}`,
  };
}

export function unmanagedSection(report: DriftReport, times: Times): Section | null {
  const placed = ofCategories(report, "unmanaged");
  if (placed.length === 0) return null;
  const kinds = [...new Set(placed.map(({ finding }) => finding.kind))];
  const list = (kind: Unmanaged["kind"]): Markup => {
    const ofKind = placed.filter(({ finding }) => finding.kind === kind);
    const items = ofKind.map((one) => findingDetails(one, false, times));
    return ofKind.length <= mostOfKind
      ? html`${items}`
      : html`<details class="plain group"><summary>${countedKind(ofKind.length, kind)}</summary>${items}</details>`;
  };
  return {
    id: "unmanaged",
    title: "Known to no state",
    count: placed.length,
    content: html`${kinds.map(list)}`,
  };
}

const ruleText = ({ address, attribute, kind, category, reason, expires }: Rule): Markup => {
  const given = Object.entries({ address, attribute, kind, category }).filter(([, value]) => value !== null);
  return html`<h3>${reason}</h3>
<p class="faint">${given.map(([name, value]) => html`${name} <code>${value}</code> `)}${expires === null ? "without an end" : `until ${expires}`}</p>`;
};

export function ignoredSection({ ignored, rules }: DriftReport, times: Times): Section | null {
  if (ignored.length === 0) return null;
  return {
    id: "ignored",
    title: "Ignored by rules",
    count: ignored.length,
    content: html`${rules.map((rule, index) => {
      const ofRule = ignored.filter((one) => one.rule === index);
      return ofRule.length === 0
        ? null
        : html`<div class="rule">${ruleText(rule)}${ofRule.map(({ finding }) => ignoredDetails(finding, times))}</div>\n`;
    })}`,
  };
}

export function runtimeSection({ runtime = [] }: DriftReport): Section | null {
  if (runtime.length === 0) return null;
  return {
    id: "runtime",
    title: "Values that change by themselves",
    count: runtime.length,
    content: html`${runtime.map(runtimeDetails)}`,
  };
}
