// Made by cdktf-prefect flow-types. Do not edit. Import it where the stack is: import "./flow-types";
import type { IResolvable } from "cdktf";

/** Parameters of flows/sales.py:report. */
export type ReportParameters = {
  /** the rows to report on */
  readonly source: ReportParametersSource;
  /** Default: "csv". */
  readonly format?: "csv" | "parquet" | IResolvable | undefined;
  /**
   * e-mail addresses; nobody is told by default
   * Default: [].
   */
  readonly recipients?: readonly string[] | undefined;
};

/** Where the rows come from. */
export type ReportParametersSource = {
  readonly table: string;
  readonly limit?: number | null | undefined;
};

declare global {
  interface PrefectFlowParameters {
    "flows/sales.py:report": ReportParameters;
  }
}

export {};
