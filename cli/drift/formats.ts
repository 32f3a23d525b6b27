import { formatsOf } from "../report/formats";
import { html } from "./html/page";
import { present } from "./presentation";
import type { DriftReport } from "./report";

/** Parts of a report that cost further reads, and are there only where a format names them. */
export type OptionalPart = "graph" | "calendar";

/** What `--format` takes. */
export const formats = formatsOf<DriftReport>(present, "docs/drift-report.schema.json", html);

/** The optional parts that a format shows. */
export const partsFor = (format: string): readonly OptionalPart[] =>
  format === "html" ? ["graph", "calendar"] : [];
