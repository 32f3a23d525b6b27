import { createHash } from "node:crypto";
import { type Header, headerMarkup } from "./header";
import { html, trusted } from "./markup";
import { navigation, type Section, sectionMarkup } from "./section";
import { style } from "./style";

/** A browser loads nothing for the page, and takes no other style than the page's own. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export interface Page {
  /** What a browser calls it. */
  readonly title: string;
  readonly toolVersion: string;
  readonly header: Header;
  /** Null: there is nothing to say in it. */
  readonly sections: readonly (Section | null)[];
}

/** A page that stands alone: one file, no script, nothing loaded. */
export function page({ title, toolVersion, header, sections }: Page): string {
  const shown = sections.filter((section) => section !== null);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="cdktf-prefect ${toolVersion}">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
${headerMarkup(header)}${navigation(shown)}<main id="content" tabindex="-1">
${shown.map(sectionMarkup)}</main>
<footer><p>Made by cdktf-prefect ${toolVersion}. Sensitive values are left out.</p></footer>
</body>
</html>
`.text;
}
