import { differenceTable, type Sides } from "../../report/html/difference-table";
import { html, type Markup, type Part } from "../../report/html/markup";
import type { Times } from "../../report/html/times";
import { counted, kindWords, nameText } from "../../report/html/words";
import type { Difference, Finding, Subject } from "../report";
import { touchText } from "./touch-text";
import { anchorOf, badge, calledBy, type Placed } from "./words";

/** More than this stand closed, so that one sees what there is. */
export const mostOpen = 12;

const fromServer: Sides = { before: "last applied", after: "on the server" };
const fromCode: Sides = { before: "on the server", after: "in the code" };
const fromState: Sides = { before: "in the state", after: "on the server" };

const facts = (rows: readonly (readonly [string, Part])[]): Markup =>
  html`<dl class="facts">${rows
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

const subjectFacts = (subject: Subject, more: readonly (readonly [string, Part])[]): Markup =>
  facts([
    ["address", html`<code>${subject.address}</code>`],
    ["construct", subject.constructPath === null ? null : html`<code>${subject.constructPath}</code>`],
    ["stack", subject.stack],
    ["id", subject.id === null ? null : html`<code>${subject.id}</code>`],
    ...more,
  ]);

function remark(finding: Finding): string {
  switch (finding.category) {
    case "changed":
      return counted(finding.differences.length, "difference");
    case "missing":
      return "gone from the server";
    case "pending":
      return `to ${finding.action}`;
    case "unmanaged":
      return "no state knows it";
  }
}

const heading = (subject: Subject): Markup =>
  html`<h3><span class="kind">${kindWords(subject.kind)}</span> ${nameText(calledBy(subject))}</h3>`;

const differencesOf = (finding: Finding): readonly Difference[] =>
  "differences" in finding ? finding.differences : [];

function bodyOf(finding: Finding, times: Times): Markup {
  switch (finding.category) {
    case "changed":
      return html`${subjectFacts(finding, [["last change", touchText(finding.updated, times)]])}
${differenceTable(finding.differences, fromServer)}`;
    case "missing":
      return subjectFacts(finding, []);
    case "pending":
      return html`${subjectFacts(finding, [])}
${differenceTable(finding.differences, fromCode)}`;
    case "unmanaged":
      return subjectFacts(finding, [
        ["server", finding.server],
        ["owner", finding.owner],
        ["created", touchText(finding.created, times)],
        ["last change", touchText(finding.updated, times)],
      ]);
  }
}

const opened = (open: boolean): Markup => (open ? html` open` : html``);

/** One object, to be opened and closed. */
export const findingDetails = ({ index, finding }: Placed, open: boolean, times: Times): Markup =>
  html`<details class="finding ${finding.category}" id="${anchorOf(index)}"${opened(open)}>
<summary>${badge(finding.category)} ${heading(finding)} <span class="remark">${remark(finding)}</span></summary>
<div class="inside">${bodyOf(finding, times)}</div>
</details>
`;

/** The same for what a rule has taken out, which nothing links to. */
export const ignoredDetails = (finding: Finding, times: Times): Markup =>
  html`<details class="finding ${finding.category}">
<summary>${badge(finding.category)} ${heading(finding)} <span class="remark">${remark(finding)}</span></summary>
<div class="inside">${bodyOf(finding, times)}</div>
</details>
`;

/** Values that change by themselves. */
export const runtimeDetails = (subject: Subject & { readonly differences: readonly Difference[] }): Markup =>
  html`<details class="finding">
<summary>${heading(subject)} <span class="remark">${counted(subject.differences.length, "value")}</span></summary>
<div class="inside">${subjectFacts(subject, [])}
${differenceTable(subject.differences, fromState)}</div>
</details>
`;

export const findingList = (placed: readonly Placed[], times: Times): Markup =>
  html`${placed.map((one) => findingDetails(one, placed.length <= mostOpen && differencesOf(one.finding).length > 0, times))}`;
