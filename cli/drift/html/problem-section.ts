import type { DriftReport } from "../report";
import { html } from "./markup";
import type { Section } from "./section";
import { nameText } from "./words";

/** Why something could not be told, expired rules included; null where all could. */
export function problemSection({ problems, rules }: DriftReport): Section | null {
  const expired = rules.filter((rule) => rule.expired);
  const count = problems.length + expired.length;
  if (count === 0) return null;
  return {
    id: "problems",
    title: "What could not be told",
    count,
    content: html`${problems.map(
      ({
        stack,
        step,
        summary,
        detail,
      }) => html`<div class="card problem"><h3>${stack === null ? null : html`${nameText(stack)}: `}${step}</h3>
<p>${summary}</p>${detail === "" || detail === summary ? null : html`<details class="plain"><summary>All that was said<span class="unseen"> about: ${summary}</span></summary><pre>${detail}</pre></details>`}</div>
`,
    )}${expired.map(
      (rule) => html`<div class="card problem"><h3>An ignore rule has expired</h3>
<p>“${rule.reason}” held until ${rule.expires}: renew or remove it.</p></div>
`,
    )}`,
  };
}
