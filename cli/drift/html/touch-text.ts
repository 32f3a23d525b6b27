import { html, type Markup } from "../../report/html/markup";
import type { Times } from "../../report/html/times";
import { nameText } from "../../report/html/words";
import type { Touch } from "../report";

/** `Fri 27 Feb 2026, 17:45 by Trillian`; null where nothing is known. */
export function touchText(touch: Touch | null, times: Times): Markup | null {
  if (touch === null || (touch.at === null && touch.by === null)) return null;
  const at = touch.at === null ? null : times.full(touch.at);
  return touch.by === null ? html`${at}` : html`${at}${at === null ? "" : " "}by ${nameText(touch.by)}`;
}
