import type { Presentation } from "../presentation";
import { html } from "./markup";
import type { Section } from "./section";
import { nameText } from "./words";

/** Why something could not be told, expired rules included; null where all could. */
export function problemSection({
  problems,
  expiredRules,
}: Pick<Presentation, "problems" | "expiredRules">): Section | null {
  const count = problems.length + expiredRules.length;
  if (count === 0) return null;
  return {
    id: "problems",
    title: "What could not be told",
    count,
    content: html`${problems.map(
      ({
        group,
        step,
        summary,
        detail,
      }) => html`<div class="card problem"><h3>${group === null ? null : html`${nameText(group)}: `}${step}</h3>
<p>${summary}</p>${detail === "" || detail === summary ? null : html`<details class="plain"><summary>All that was said<span class="unseen"> about: ${summary}</span></summary><pre>${detail}</pre></details>`}</div>
`,
    )}${expiredRules.map(
      ({ reason, until }) => html`<div class="card problem"><h3>An ignore rule has expired</h3>
<p>“${reason}” held until ${until}: renew or remove it.</p></div>
`,
    )}`,
  };
}
