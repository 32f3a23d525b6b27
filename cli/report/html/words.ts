import { html, type Markup } from "./markup";

export const kindWords = (kind: string): string => kind.replaceAll("_", " ");

export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural}`;

/** `2 work pools`. */
export const countedKind = (count: number, kind: string): string => counted(count, kindWords(kind));

/** Names of people's own making stand apart from the direction of the text around them. */
export const nameText = (name: string): Markup => html`<bdi>${name}</bdi>`;
