import { html } from "../../report/html/markup";
import type { Section } from "../../report/html/section";
import { countedKind, nameText } from "../../report/html/words";
import type { DriftReport } from "../report";

/** Which stacks, states and servers were read. */
export const sourceSection = ({ stacks, states, servers }: DriftReport): Section => ({
  id: "sources",
  title: "What was read",
  count: null,
  content: html`<div class="card">
${
  stacks.length === 0
    ? null
    : html`<table class="list"><caption>Stacks</caption><thead><tr><th scope="col">stack</th><th scope="col">objects</th><th scope="col">changed</th><th scope="col">missing</th><th scope="col">pending</th></tr></thead><tbody>
${stacks.map(
  (
    stack,
  ) => html`<tr><th scope="row">${nameText(stack.name)}${stack.checked ? null : html` <span class="badge problem">not told</span>`}</th><td>${stack.objects}</td><td>${stack.changed}</td><td>${stack.missing}</td><td>${stack.pending}</td></tr>
`,
)}</tbody></table>`
}
<h3>States</h3>
<ul>${states.length === 0 ? html`<li>none</li>` : states.map(({ source, objects }) => html`<li>${nameText(source)} <span class="remark">${countedKind(objects, "object")}</span></li>`)}</ul>
<h3>Servers</h3>
<ul>${
    servers.length === 0
      ? html`<li>none</li>`
      : servers.map(
          ({ address, version, source, listed }) =>
            html`<li><span class="server">${address}</span>${version === null ? null : ` with Prefect ${version}`}, from ${source}${
              Object.keys(listed).length === 0
                ? null
                : html`<br><span class="remark">${Object.entries(listed)
                    .map(([kind, count]) => countedKind(count, kind))
                    .join(", ")}</span>`
            }</li>`,
        )
  }</ul></div>`,
});
