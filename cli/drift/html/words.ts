import { html, type Markup } from "../../report/html/markup";
import type { Category, Finding, Subject } from "../report";

/** What stands for a category beside its colour. */
const signs: Readonly<Record<Category, string>> = {
  changed: "≠",
  missing: "×",
  pending: "→",
  unmanaged: "?",
};

export const categories: readonly Category[] = ["changed", "missing", "pending", "unmanaged"];

export const signOf = (category: Category): string => signs[category];

export const badge = (category: Category): Markup =>
  html`<span class="badge ${category}"><span aria-hidden="true">${signs[category]}</span> ${category}</span>`;

/** The name where there is one, else the address. */
export const calledBy = ({ name, address }: Subject): string => (name === "" ? address : name);

/** The id of a finding's part of the page. */
export const anchorOf = (index: number): string => `finding-${index + 1}`;

/** Findings with their place in the report, which is what links name. */
export interface Placed {
  readonly index: number;
  readonly finding: Finding;
}
