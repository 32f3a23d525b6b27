import { github } from "./format-github";
import { json } from "./format-json";
import { junit } from "./format-junit";
import { markdown } from "./format-markdown";
import { sarif } from "./format-sarif";
import { table } from "./format-table";
import { html } from "./html/page";
import type { DriftReport } from "./report";

/** What a format may know beside the report. */
export interface FormatOptions {
  /** Whether it may use the colours of a terminal. */
  readonly color: boolean;
  /** Columns of the terminal; undefined where it does not go to one. */
  readonly width: number | undefined;
  /** Rows of the terminal; undefined where it does not go to one. */
  readonly height: number | undefined;
  /** Where times are shown for people: a name of the time zone database, such as `Europe/Paris`. */
  readonly timeZone: string;
}

/** Parts of a report that cost further reads, and are there only where a format names them. */
export type OptionalPart = "graph" | "calendar";

export interface Format {
  /** A few words for the help. */
  readonly description: string;
  readonly needs?: readonly OptionalPart[];
  /** The text, with a newline at its end. */
  readonly write: (report: DriftReport, options: FormatOptions) => string;
  /** What is added to the file that GITHUB_STEP_SUMMARY names, where it does. */
  readonly jobSummary?: (report: DriftReport) => string;
}

/** What `--format` takes. */
export const formats: Readonly<Record<string, Format>> = {
  table: { description: "for people", write: table },
  json: { description: "the whole report, by docs/drift-report.schema.json", write: json },
  markdown: { description: "for comments and issues", write: markdown },
  junit: { description: "XML, for the tests' page of GitLab, Jenkins and others", write: junit },
  sarif: { description: "SARIF 2.1.0, for code scanning", write: sarif },
  github: {
    description: "annotations and a job summary of GitHub Actions",
    write: github,
    jobSummary: markdown,
  },
  html: { description: "one page, to be looked at in a browser", write: html, needs: ["graph", "calendar"] },
};
