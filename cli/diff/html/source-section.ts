import { html } from "../../report/html/markup";
import type { Section } from "../../report/html/section";
import { kindWords, nameText } from "../../report/html/words";
import type { DiffReport } from "../report";

/** Which servers were read, and how much they have. */
export function sourceSection({ from, to, only }: DiffReport): Section {
  const kinds = [...new Set([...Object.keys(from.listed), ...Object.keys(to.listed)])];
  return {
    id: "sources",
    title: "What was read",
    count: null,
    content: html`<div class="card">
<h3>Servers</h3>
<ul>${[from, to].map(
      ({ name, address, version, source }) =>
        html`<li>${address === name ? null : html`${nameText(name)}: `}<span class="server">${address ?? "not found"}</span>${version === null ? null : ` with Prefect ${version}`}${source === null ? null : `, from ${source}`}</li>`,
    )}</ul>
${only.length === 0 ? null : html`<p>Only ${only.join(", ")}.</p>`}${
  kinds.length === 0
    ? null
    : html`<table class="list"><caption>Objects</caption><thead><tr><th scope="col">kind</th><th scope="col">${nameText(from.name)}</th><th scope="col">${nameText(to.name)}</th></tr></thead><tbody>
${kinds.map((kind) => html`<tr><th scope="row">${kindWords(kind)}</th><td>${from.listed[kind] ?? 0}</td><td>${to.listed[kind] ?? 0}</td></tr>\n`)}</tbody></table>`
}</div>`,
  };
}
