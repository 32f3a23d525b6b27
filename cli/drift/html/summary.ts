import type { Category, DriftReport, Verdict } from "../report";
import { html, type Markup } from "./markup";
import type { Times } from "./times";
import { categories, counted, signOf } from "./words";

const words: Readonly<Record<Verdict, { readonly sign: string; readonly says: string }>> = {
  none: { sign: "✓", says: "No drift" },
  drift: { sign: "≠", says: "Drift" },
  unknown: { sign: "!", says: "Could not tell everything" },
};

const explained: Readonly<Record<Category, string>> = {
  changed: "changed on the server",
  missing: "gone from the server",
  pending: "in the code, not applied",
  unmanaged: "known to no state",
};

/** Where the links of the totals lead. */
const sectionOf: Readonly<Record<Category, string>> = {
  changed: "drift",
  missing: "drift",
  pending: "pending",
  unmanaged: "unmanaged",
};

function card(
  count: number,
  name: string,
  says: string,
  sign: string,
  style: string,
  target: string,
): Markup {
  const inside = html`<span class="number">${count.toLocaleString("en-US")}</span> <span class="label"><span aria-hidden="true">${sign}</span> ${name}</span> <span class="says">${says}</span>`;
  return count === 0
    ? html`<li class="zero ${style}"><div>${inside}</div></li>\n`
    : html`<li class="${style}"><a href="#${target}">${inside}</a></li>\n`;
}

/** What the page begins with: the verdict, when and where, and how much of what. */
export function summary(report: DriftReport, times: Times): Markup {
  const { verdict, totals, servers, createdAt, failOn } = report;
  const troubles = totals.problems + totals.expiredRules;
  return html`<header class="top ${verdict}">
<p class="what">cdktf-prefect drift</p>
<h1><span class="sign" aria-hidden="true">${words[verdict].sign}</span> ${words[verdict].says}</h1>
<p class="when">${counted(totals.checked, "object")} held against ${
    servers.length === 0
      ? "no server"
      : servers.map(
          ({ address }, index) => html`${index === 0 ? "" : ", "}<span class="server">${address}</span>`,
        )
  } on ${times.full(createdAt)} (${times.timeZone}).${failOn.length === 0 ? null : html` Drift here means ${failOn.join(", ")}.`}</p>
<ul class="totals" aria-label="Totals">
${categories.map((category) => card(totals[category], category, explained[category], signOf(category), category, sectionOf[category]))}${card(totals.ignored, "ignored", "by rules", "–", "ignored", "ignored")}${troubles === 0 ? null : card(troubles, troubles === 1 ? "problem" : "problems", "what could not be told", "!", "problem", "problems")}</ul>
</header>
`;
}
