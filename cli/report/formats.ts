import type { Format, FormatOptions, Formats } from "./format";
import { github } from "./github";
import { json } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown";
import type { Presentation } from "./presentation";
import { sarif } from "./sarif";
import { table } from "./table";

/**
 * The formats of a report.
 * @param schema the file that describes the report's JSON
 * @param html the report as one page
 */
export const formatsOf = <Report extends object>(
  present: (report: Report) => Presentation,
  schema: string,
  html: Format<Report>["write"],
): Formats<Report> => ({
  table: { description: "for people", write: (report, options) => table(present(report), options) },
  json: { description: `the whole report, by ${schema}`, write: json },
  markdown: { description: "for comments and issues", write: (report) => markdown(present(report)) },
  junit: {
    description: "XML, for the tests' page of GitLab, Jenkins and others",
    write: (report) => junit(present(report)),
  },
  sarif: { description: "SARIF 2.1.0, for code scanning", write: (report) => sarif(present(report)) },
  github: {
    description: "annotations and a job summary of GitHub Actions",
    write: (report) => github(present(report)),
    jobSummary: (report) => markdown(present(report)),
  },
  html: { description: "one page, to be looked at in a browser", write: html },
});

/** The formats in words, for the help. */
export const formatWords = (formats: Formats<never>): string =>
  Object.entries(formats)
    .map(([name, { description }]) => `${name} (${description})`)
    .join(", ");

/** How a report may look on standard output. */
export function terminal(color: boolean | undefined): FormatOptions {
  const { isTTY = false, columns, rows } = process.stdout;
  return {
    color: color ?? (isTTY && !process.env.NO_COLOR),
    width: isTTY ? columns : undefined,
    height: isTTY ? rows : undefined,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
