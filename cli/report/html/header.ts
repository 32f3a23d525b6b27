import type { Outcome } from "../presentation";
import { html, type Markup, type Part } from "./markup";

/** A number at the top of the page, and what it counts. */
export interface Card {
  readonly count: number;
  readonly name: string;
  /** What that means. */
  readonly says: string;
  /** Stands for it beside the colour. */
  readonly sign: string;
  /** Class of the style sheet, for the colour. */
  readonly style: string;
  /** Id of the part of the page where they are. */
  readonly target: string;
}

function cardMarkup({ count, name, says, sign, style, target }: Card): Markup {
  const inside = html`<span class="number">${count.toLocaleString("en-US")}</span> <span class="label"><span aria-hidden="true">${sign}</span> ${name}</span> <span class="says">${says}</span>`;
  return count === 0
    ? html`<li class="zero ${style}"><div>${inside}</div></li>\n`
    : html`<li class="${style}"><a href="#${target}">${inside}</a></li>\n`;
}

const signs: Readonly<Record<Outcome, string>> = { none: "✓", found: "≠", unknown: "!" };

export interface Header {
  /** The command, `drift`. */
  readonly command: string;
  readonly outcome: Outcome;
  readonly title: string;
  /** What was looked at, and when. */
  readonly about: Part;
  readonly cards: readonly Card[];
}

/** What a page begins with: how it came out, and how much of what. */
export const headerMarkup = ({ command, outcome, title, about, cards }: Header): Markup =>
  html`<header class="top ${outcome}">
<p class="what">cdktf-prefect ${command}</p>
<h1><span class="sign" aria-hidden="true">${signs[outcome]}</span> ${title}</h1>
<p class="when">${about}</p>
<ul class="totals" aria-label="Totals">
${cards.map(cardMarkup)}</ul>
</header>
`;

/** The cards that stand last: what rules ignore, and what could not be told, where there is such. */
export const closingCards = (totals: {
  readonly ignored: number;
  readonly problems: number;
  readonly expiredRules: number;
}): readonly Card[] => {
  const problems = totals.problems + totals.expiredRules;
  const ignored: Card = {
    count: totals.ignored,
    name: "ignored",
    says: "by rules",
    sign: "–",
    style: "ignored",
    target: "ignored",
  };
  if (problems === 0) return [ignored];
  return [
    ignored,
    {
      count: problems,
      name: problems === 1 ? "problem" : "problems",
      says: "what could not be told",
      sign: "!",
      style: "problem",
      target: "problems",
    },
  ];
};
