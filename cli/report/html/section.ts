import { html, type Markup, type Part } from "./markup";

/** A part of the page with a heading of its own, which the links at the top name. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** What the link says beside the title: a count. */
  readonly count: number | null;
  readonly content: Part;
}

export const sectionMarkup = ({ id, title, count, content }: Section): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}${count === null ? null : html` <span class="count">${count}</span>`}</h2>
${content}
</section>
`;

export const navigation = (sections: readonly Section[]): Markup =>
  html`<nav aria-label="Parts of the report"><ul>${sections.map(
    ({ id, title, count }) =>
      html`<li><a href="#${id}">${title}${count === null ? null : html` <span class="count">${count}</span>`}</a></li>`,
  )}</ul></nav>
`;
