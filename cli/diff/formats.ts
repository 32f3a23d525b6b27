import { formatsOf } from "../report/formats";
import { html } from "./html/page";
import { present } from "./presentation";
import type { DiffReport } from "./report";

/** What `--format` takes. */
export const formats = formatsOf<DiffReport>(present, "docs/diff-report.schema.json", html);
