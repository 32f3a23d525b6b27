import { createHash } from "node:crypto";
import type { FormatOptions } from "../formats";
import type { DriftReport } from "../report";
import { calendarSection } from "./calendar-section";
import {
  driftSection,
  ignoredSection,
  pendingSection,
  runtimeSection,
  unmanagedSection,
} from "./finding-sections";
import { graphSection } from "./graph-section";
import { html as markup, trusted } from "./markup";
import { problemSection } from "./problem-section";
import { navigation, sectionMarkup } from "./section";
import { sourceSection } from "./source-section";
import { style } from "./style";
import { summary } from "./summary";
import { timesIn } from "./times";

/** A browser loads nothing for the page, and takes no other style than the page's own. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const title: Readonly<Record<DriftReport["verdict"], string>> = {
  none: "No drift",
  drift: "Drift",
  unknown: "Drift: could not tell everything",
};

/** The report as a page that stands alone: one file, no script, nothing loaded. The same for the same report and time zone. */
export function html(report: DriftReport, { timeZone }: Pick<FormatOptions, "timeZone">): string {
  const times = timesIn(timeZone);
  const sections = [
    problemSection(report),
    graphSection(report.graph, report.findings),
    driftSection(report, times),
    calendarSection(report.calendar, times),
    pendingSection(report, times),
    unmanagedSection(report, times),
    ignoredSection(report, times),
    runtimeSection(report),
    sourceSection(report),
  ].filter((section) => section !== null);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="cdktf-prefect ${report.toolVersion}">
<title>${title[report.verdict]}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
${summary(report, times)}${navigation(sections)}<main id="content" tabindex="-1">
${sections.map(sectionMarkup)}</main>
<footer><p>Made by cdktf-prefect ${report.toolVersion}. Sensitive values are left out.</p></footer>
</body>
</html>
`.text;
}
