import { painted } from "../install/terminal-color";
import type { Finding, Status } from "./finding";

const styles = { ok: "green", warning: "yellow", failed: "red" } as const;

const count = (findings: readonly Finding[], status: Status): number =>
  findings.filter((finding) => finding.status === status).length;

/** One line for each finding, and one with their numbers. */
export function reportText(findings: readonly Finding[], quiet: boolean, color: boolean): string {
  const width = Math.max(0, ...findings.map(({ check }) => check.length));
  const lines = findings.map(({ check, status, found, mend }) => {
    const shown = status.padEnd("warning".length);
    const label = color ? painted(shown, styles[status]) : shown;
    return `${label}  ${check.padEnd(width)}  ${found}${mend === null ? "" : `. ${mend}`}`;
  });
  if (!quiet) {
    const warnings = count(findings, "warning");
    lines.push(
      `${count(findings, "failed")} failed, ${warnings} warning${warnings === 1 ? "" : "s"}, ${count(findings, "ok")} ok`,
    );
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** The same for programs; the numbers count all, whatever is shown. */
export function reportJson(all: readonly Finding[], shown: readonly Finding[]): string {
  const totals = { ok: count(all, "ok"), warning: count(all, "warning"), failed: count(all, "failed") };
  return `${JSON.stringify({ formatVersion: "1.0", totals, findings: shown }, null, 2)}\n`;
}
