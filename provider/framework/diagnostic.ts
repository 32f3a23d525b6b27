/** One step into a value: an attribute of an object, a key of a map, or an index of a list. */
export type Step = { readonly attribute: string } | { readonly key: string } | { readonly index: number };
export type Path = readonly Step[];

/** What Terraform shows a person: a one-line summary, a text that says what to do, and the attribute it is about. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly path?: Path;
}

export const at = (...names: readonly (string | number)[]): Path =>
  names.map((name) => (typeof name === "number" ? { index: name } : { attribute: name }));

export function problem(summary: string, detail: string, path?: Path): Diagnostic {
  return { severity: "error", summary, detail, ...(path === undefined ? {} : { path }) };
}

export function warning(summary: string, detail: string, path?: Path): Diagnostic {
  return { severity: "warning", summary, detail, ...(path === undefined ? {} : { path }) };
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((diagnostic) => diagnostic.severity === "error");

/** A path as a person writes it in HCL: `schedules[0].cron`, `env["KEY"]`. */
export function spellPath(path: Path): string {
  return path
    .map((step, position) => {
      if ("attribute" in step) return position === 0 ? step.attribute : `.${step.attribute}`;
      return "key" in step ? `[${JSON.stringify(step.key)}]` : `[${step.index}]`;
    })
    .join("");
}

/** Thrown by resource code to end an RPC with diagnostics of its own making. */
export class DiagnosticError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.summary).join("; "));
    this.name = "DiagnosticError";
  }
}

/** Ends the RPC with one error. */
export function refuse(summary: string, detail: string, path?: Path): never {
  throw new DiagnosticError([problem(summary, detail, path)]);
}
