import { oneLine } from "../report/value-text";

export type Status = "ok" | "warning" | "failed";

/** What one check has found. */
export interface Finding {
  /** The check's name; several findings may share one. */
  readonly check: string;
  readonly status: Status;
  /** What is so, as a sentence without its stop. */
  readonly found: string;
  /** What to do about it, as a sentence; null where nothing is to be done. */
  readonly mend: string | null;
}

export const ok = (check: string, found: string): Finding => ({ check, status: "ok", found, mend: null });

export const warning = (check: string, found: string, mend: string): Finding => ({
  check,
  status: "warning",
  found,
  mend,
});

export const failed = (check: string, found: string, mend: string): Finding => ({
  check,
  status: "failed",
  found,
  mend,
});

/** An error that says in its last sentences what to do: nothing is added to it. */
export const failedBecause = (check: string, error: unknown): Finding => ({
  check,
  status: "failed",
  found: oneLine(
    (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").replace(/\.$/, ""),
  ),
  mend: null,
});
