import { json } from "./format-json";
import { table } from "./format-table";
import type { DriftReport } from "./report";

/** What a format may know beside the report. */
export interface FormatOptions {
  /** Whether it may use the colours of a terminal. */
  readonly color: boolean;
  /** Columns of the terminal; undefined where it does not go to one. */
  readonly width: number | undefined;
  /** Rows of the terminal; undefined where it does not go to one. */
  readonly height: number | undefined;
}

/** Parts of a report that cost further reads, and are there only where a format names them. */
export type OptionalPart = "graph" | "calendar";

export interface Format {
  /** A few words for the help. */
  readonly description: string;
  readonly needs?: readonly OptionalPart[];
  /** The text, with a newline at its end. */
  readonly write: (report: DriftReport, options: FormatOptions) => string;
}

/** What `--format` takes. */
export const formats: Readonly<Record<string, Format>> = {
  table: { description: "for people", write: table },
  json: { description: "the whole report, by docs/drift-report.schema.json", write: json },
};
