import { stringifyJson } from "../../client";
import type { DriftReport } from "./report";

/** The report itself, on one line; numbers keep all their digits. */
export const json = (report: DriftReport): string => `${stringifyJson(report)}\n`;
