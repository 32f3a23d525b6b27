import type { FormatOptions } from "../../report/format";
import { page } from "../../report/html/page";
import { problemSection } from "../../report/html/problem-section";
import { timesIn } from "../../report/html/times";
import { present } from "../presentation";
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
import { sourceSection } from "./source-section";
import { headerOf } from "./summary";

const title: Readonly<Record<DriftReport["verdict"], string>> = {
  none: "No drift",
  drift: "Drift",
  unknown: "Drift: could not tell everything",
};

/** The report as a page that stands alone. The same for the same report and time zone. */
export function html(report: DriftReport, { timeZone }: Pick<FormatOptions, "timeZone">): string {
  const times = timesIn(timeZone);
  return page({
    title: title[report.verdict],
    toolVersion: report.toolVersion,
    header: headerOf(report, times),
    sections: [
      problemSection(present(report)),
      graphSection(report.graph, report.findings),
      driftSection(report, times),
      calendarSection(report.calendar, times),
      pendingSection(report, times),
      unmanagedSection(report, times),
      ignoredSection(report, times),
      runtimeSection(report),
      sourceSection(report),
    ],
  });
}
