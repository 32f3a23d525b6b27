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

export interface Format<Report> {
  /** A few words for the help. */
  readonly description: string;
  /** The text, with a newline at its end. */
  readonly write: (report: Report, options: FormatOptions) => string;
  /** What is added to the file that GITHUB_STEP_SUMMARY names, where it does. */
  readonly jobSummary?: (report: Report) => string;
}

/** What `--format` takes, by name. */
export type Formats<Report> = Readonly<Record<string, Format<Report>>>;
