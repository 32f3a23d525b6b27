import type { FormatOptions } from "../../report/format";
import { closingCards, type Header } from "../../report/html/header";
import { html as markup } from "../../report/html/markup";
import { page } from "../../report/html/page";
import { problemSection } from "../../report/html/problem-section";
import { type Times, timesIn } from "../../report/html/times";
import { counted, nameText } from "../../report/html/words";
import { categoryText, outcomes, present, verdicts } from "../presentation";
import type { DiffReport } from "../report";
import { findingSections, ignoredSection, notComparedSection, signs, styles } from "./finding-sections";
import { sourceSection } from "./source-section";

function headerOf(report: DiffReport, times: Times): Header {
  const { verdict, totals, from, to, createdAt } = report;
  return {
    command: "diff",
    outcome: outcomes[verdict],
    title: verdicts[verdict],
    about: markup`${counted(totals.compared, "object")} of <span class="server">${nameText(from.name)}</span> held against those of <span class="server">${nameText(to.name)}</span> on ${times.full(createdAt)} (${times.timeZone}).`,
    cards: [
      ...(["different", "only_in_from", "only_in_to"] as const).map((category) => ({
        count: totals[category],
        name: categoryText(category, report),
        says: {
          different: "in both, with other values",
          only_in_from: `not in ${to.name}`,
          only_in_to: `not in ${from.name}`,
        }[category],
        sign: signs[category],
        style: styles[category],
        target: category,
      })),
      ...closingCards(totals),
    ],
  };
}

/** The report as a page that stands alone. The same for the same report and time zone. */
export function html(report: DiffReport, { timeZone }: Pick<FormatOptions, "timeZone">): string {
  return page({
    title: `${verdicts[report.verdict]}: ${report.from.name} and ${report.to.name}`,
    toolVersion: report.toolVersion,
    header: headerOf(report, timesIn(timeZone)),
    sections: [
      problemSection(present(report)),
      ...findingSections(report),
      notComparedSection(report),
      ignoredSection(report),
      sourceSection(report),
    ],
  });
}
