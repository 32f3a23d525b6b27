import { differenceTable } from "../../report/html/difference-table";
import { html, type Markup } from "../../report/html/markup";
import type { Section } from "../../report/html/section";
import { counted, countedKind, kindWords, nameText } from "../../report/html/words";
import { categoryText, present } from "../presentation";
import type { Category, DiffReport, Finding } from "../report";

/** Classes of the style sheet, for the colours. */
export const styles: Readonly<Record<Category, string>> = {
  different: "changed",
  only_in_from: "missing",
  only_in_to: "pending",
};

/** What stands for a category beside its colour. */
export const signs: Readonly<Record<Category, string>> = {
  different: "≠",
  only_in_from: "−",
  only_in_to: "+",
};

/** More than this stand closed, so that one sees what there is. */
const mostOpen = 12;

/** More than this of one kind stand closed together. */
const mostOfKind = 20;

const heading = ({ kind, name }: Finding): Markup =>
  html`<h3><span class="kind">${kindWords(kind)}</span> ${nameText(name)}</h3>`;

const badge = (category: Category): Markup =>
  html`<span class="badge ${styles[category]}"><span aria-hidden="true">${signs[category]}</span> ${category === "different" ? "different" : "only here"}</span>`;

const ids = ({ fromId, toId }: Finding, { from, to }: DiffReport): Markup =>
  html`<dl class="facts">${[[from.name, fromId] as const, [to.name, toId] as const].map(([side, id]) =>
    id === null ? null : html`<div><dt>id in ${nameText(side)}</dt><dd><code>${id}</code></dd></div>`,
  )}</dl>`;

/** One object, to be opened and closed. */
function details(finding: Finding, report: DiffReport, open: boolean): Markup {
  const { category } = finding;
  const differences = finding.category === "different" ? finding.differences : [];
  const remark =
    category === "different" ? counted(differences.length, "difference") : categoryText(category, report);
  return html`<details class="finding ${styles[category]}"${open ? html` open` : null}>
<summary>${badge(category)} ${heading(finding)} <span class="remark">${remark}</span></summary>
<div class="inside">${ids(finding, report)}
${differenceTable(differences, { before: report.from.name, after: report.to.name })}</div>
</details>
`;
}

function listed(findings: readonly Finding[], report: DiffReport): Markup {
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  return html`${kinds.map((kind) => {
    const ofKind = findings.filter((finding) => finding.kind === kind);
    const items = ofKind.map((finding) => details(finding, report, false));
    return ofKind.length <= mostOfKind
      ? html`${items}`
      : html`<details class="plain group"><summary>${countedKind(ofKind.length, kind)}</summary>${items}</details>`;
  })}`;
}

/** A part of the page for each category that has findings; the first in any case, to say that there are none. */
export function findingSections(report: DiffReport): readonly (Section | null)[] {
  const titles = new Map(present(report).categories.map(({ name, title }) => [name, title]));
  return (["different", "only_in_from", "only_in_to"] as const).map((category) => {
    const findings = report.findings.filter((finding) => finding.category === category);
    if (findings.length === 0 && (category !== "different" || report.problems.length > 0)) return null;
    return {
      id: category,
      title: titles.get(category) ?? "",
      count: findings.length,
      content:
        findings.length === 0
          ? html`<p class="card empty">What both servers have has the same values on both.</p>`
          : category === "different"
            ? html`${findings.map((finding) => details(finding, report, findings.length <= mostOpen))}`
            : listed(findings, report),
    };
  });
}

export function notComparedSection({ notCompared }: DiffReport): Section | null {
  if (notCompared.length === 0) return null;
  return {
    id: "not-compared",
    title: "Not compared",
    count: notCompared.length,
    content: html`<div class="card"><p class="faint">Both servers hide these values.</p>
<ul>${notCompared.map(({ kind, name, path }) => html`<li><span class="kind">${kindWords(kind)}</span> ${nameText(name)} <code>${path}</code></li>`)}</ul></div>`,
  };
}

export function ignoredSection(report: DiffReport): Section | null {
  const { ignored, rules } = report;
  if (ignored.length === 0) return null;
  return {
    id: "ignored",
    title: "Ignored by rules",
    count: ignored.length,
    content: html`${rules.map(({ reason, expires }, index) => {
      const ofRule = ignored.filter((one) => one.rule === index);
      return ofRule.length === 0
        ? null
        : html`<div class="rule"><h3>${reason}</h3>
<p class="faint">${expires === null ? "without an end" : `until ${expires}`}</p>${ofRule.map(({ finding }) => details(finding, report, false))}</div>\n`;
    })}`,
  };
}
