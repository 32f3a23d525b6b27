import { stringifyJson } from "../../client";

/** The report itself, on one line; numbers keep all their digits. */
export const json = (report: object): string => `${stringifyJson(report)}\n`;
