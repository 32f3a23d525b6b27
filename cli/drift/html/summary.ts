import { closingCards, type Header } from "../../report/html/header";
import { html } from "../../report/html/markup";
import type { Times } from "../../report/html/times";
import { counted } from "../../report/html/words";
import { outcomes, verdicts } from "../presentation";
import type { Category, DriftReport } from "../report";
import { categories, signOf } from "./words";

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

/** What the page begins with: the verdict, when and where, and how much of what. */
export function headerOf({ verdict, totals, servers, createdAt, failOn }: DriftReport, times: Times): Header {
  return {
    command: "drift",
    outcome: outcomes[verdict],
    title: verdicts[verdict],
    about: html`${counted(totals.checked, "object")} held against ${
      servers.length === 0
        ? "no server"
        : servers.map(
            ({ address }, index) => html`${index === 0 ? "" : ", "}<span class="server">${address}</span>`,
          )
    } on ${times.full(createdAt)} (${times.timeZone}).${failOn.length === 0 ? null : html` Drift here means ${failOn.join(", ")}.`}`,
    cards: [
      ...categories.map((category) => ({
        count: totals[category],
        name: category,
        says: explained[category],
        sign: signOf(category),
        style: category,
        target: sectionOf[category],
      })),
      ...closingCards(totals),
    ],
  };
}
