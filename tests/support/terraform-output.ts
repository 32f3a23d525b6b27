import { isDeepStrictEqual } from "node:util";

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** The resource's address, when it is about one: `prefect_flow.a`. */
  readonly address?: string;
  /** The configuration text it points at, when it points at an attribute. */
  readonly code?: string;
}

export type Values = Record<string, unknown>;

export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** `["update"]`, `["create"]`, `["delete", "create"]`, … */
  readonly actions: readonly string[];
  readonly before: Values | null;
  readonly after: Values | null;
  /** Top-level attributes whose planned value differs from the prior one or is not known yet, sorted. */
  readonly changed: readonly string[];
  /** Top-level attributes with something in them that is known only after apply, sorted. */
  readonly unknown: readonly string[];
  /** Attribute paths that force the replacement. */
  readonly replacePaths: readonly (readonly (string | number)[])[];
  readonly importing: boolean;
}

export interface Plan {
  /** Changes to managed resources: no no-ops (imports without change included) and no data sources read at apply. */
  readonly changes: readonly ResourceChange[];
  /** Every planned resource, no-ops too. */
  readonly all: readonly ResourceChange[];
  /** What was found changed behind Terraform's back. */
  readonly drift: readonly ResourceChange[];
  readonly outputs: Readonly<Record<string, { actions: readonly string[]; before: unknown; after: unknown }>>;
  readonly warnings: readonly Diagnostic[];
}

/** Diagnostics in the lines that `plan -json` and `apply -json` print; lines that are no JSON are left out. */
export function diagnosticsIn(output: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const line of output.split("\n")) {
    if (!line.startsWith("{")) continue;
    const message: UiMessage = JSON.parse(line);
    if (message.type !== "diagnostic" || message.diagnostic === undefined) continue;
    const { severity, summary, detail, address, snippet } = message.diagnostic;
    if (summary === "Provider development overrides are in effect") continue;
    found.push({
      severity,
      summary,
      detail: detail ?? "",
      ...(address === undefined ? {} : { address }),
      ...(snippet?.code === undefined ? {} : { code: snippet.code }),
    });
  }
  return found;
}

/** Reads what `terraform show -json <plan file>` prints. */
export function parsePlan(showOutput: string, warnings: readonly Diagnostic[]): Plan {
  const shown: ShownPlan = JSON.parse(showOutput);
  const all = (shown.resource_changes ?? []).filter(({ mode }) => mode === "managed").map(resourceChange);
  const outputs: Record<string, { actions: readonly string[]; before: unknown; after: unknown }> = {};
  for (const [name, { actions, before, after }] of Object.entries(shown.output_changes ?? {})) {
    outputs[name] = { actions, before, after };
  }
  return {
    all,
    changes: all.filter(({ actions }) => actions.join() !== "no-op"),
    drift: (shown.resource_drift ?? []).map(resourceChange),
    outputs,
    warnings,
  };
}

/** Values by address, of managed resources and `data.…`, from what `terraform show -json` prints of a state. */
export function parseState(showOutput: string): Record<string, Values> {
  const shown: ShownState = JSON.parse(showOutput);
  const byAddress: Record<string, Values> = {};
  const visit = ({ resources = [], child_modules: children = [] }: ShownModule): void => {
    for (const { address, values } of resources) byAddress[address] = values;
    children.forEach(visit);
  };
  visit(shown.values?.root_module ?? {});
  return byAddress;
}

export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ severity, summary, detail, address }) => `${severity}: ${summary} ${address ?? ""}\n${detail}`)
    .join("\n");
}

function resourceChange({ address, type, name, change }: ShownChange): ResourceChange {
  const {
    actions,
    before,
    after,
    after_unknown: afterUnknown,
    replace_paths: replacePaths,
    importing,
  } = change;
  const unknown = Object.entries(afterUnknown ?? {})
    .filter(([, mark]) => holdsTrue(mark))
    .map(([attribute]) => attribute);
  const attributes = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...unknown]);
  const changed = [...attributes].filter(
    (attribute) =>
      unknown.includes(attribute) ||
      !isDeepStrictEqual(before?.[attribute] ?? null, after?.[attribute] ?? null),
  );
  return {
    address,
    type,
    name,
    actions,
    before,
    after,
    changed: changed.sort(),
    unknown: unknown.sort(),
    replacePaths: replacePaths ?? [],
    importing: importing !== undefined,
  };
}

/** Marks of unknowns are shaped like the value, with `true` where it is unknown. */
function holdsTrue(mark: unknown): boolean {
  if (mark === true) return true;
  return typeof mark === "object" && mark !== null && Object.values(mark).some(holdsTrue);
}

interface UiMessage {
  type?: string;
  diagnostic?: {
    severity: "error" | "warning";
    summary: string;
    detail?: string;
    address?: string;
    snippet?: { code?: string };
  };
}

interface ShownChange {
  address: string;
  mode: string;
  type: string;
  name: string;
  change: {
    actions: string[];
    before: Values | null;
    after: Values | null;
    after_unknown?: Record<string, unknown>;
    replace_paths?: (string | number)[][];
    importing?: unknown;
  };
}

interface ShownPlan {
  resource_changes?: ShownChange[];
  resource_drift?: ShownChange[];
  output_changes?: Record<string, ShownChange["change"] & { before: unknown; after: unknown }>;
}

interface ShownState {
  values?: { root_module?: ShownModule };
}

interface ShownModule {
  resources?: { address: string; values: Values }[];
  child_modules?: ShownModule[];
}
