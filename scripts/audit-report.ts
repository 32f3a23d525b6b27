export interface Audit {
  /** `unasked`: the registry gave no report, so nothing is known. */
  readonly verdict: "clean" | "weak" | "unasked";
  readonly text: string;
}

const tolerated = new Set(["info", "low"]);

interface Vulnerability {
  readonly name: string;
  readonly severity: string;
  readonly range: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isVulnerability = (value: unknown): value is Vulnerability =>
  isRecord(value) && ["name", "severity", "range"].every((key) => typeof value[key] === "string");

/** What `npm audit --json` has found, by what it printed. */
export function judgeAudit(stdout: string, stderr: string): Audit {
  const report = parse(stdout);
  if (!isRecord(report) || !isRecord(report.vulnerabilities)) {
    const [, reason] = /npm (?:warn|error) audit (.+)/i.exec(stderr) ?? [];
    return {
      verdict: "unasked",
      text: `!! NOT AUDITED: the npm registry did not say which weaknesses are known${reason === undefined ? "" : ` (${reason.trim()})`}. CI asks the public one.`,
    };
  }
  const found = Object.values(report.vulnerabilities).filter(isVulnerability);
  const weak = found.filter(({ severity }) => !tolerated.has(severity));
  if (weak.length === 0) return { verdict: "clean", text: "No weakness is known of what reaches users." };
  const lines = weak.map(({ name, severity, range }) => `${name} ${range}: ${severity}`);
  return { verdict: "weak", text: ["Weaknesses are known of what reaches users:", ...lines].join("\n  ") };
}
