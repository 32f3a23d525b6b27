/** Levels of hclog, the log format that the client reads from a plugin's stderr. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

const severity: Readonly<Record<string, number>> = { trace: 0, debug: 1, info: 2, warn: 3, error: 4, off: 5 };

let threshold = severity.warn ?? 0;

/** Lines below this level are not written. An unknown name (`TF_LOG=json` is one) means everything. */
export function setLogLevel(level: string): void {
  threshold = severity[level.toLowerCase()] ?? 0;
}

/**
 * Writes one line of hclog JSON to stderr, which Terraform shows under `TF_LOG` at that level.
 * Messages and fields must hold no secret.
 */
export function log(level: LogLevel, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  if ((severity[level] ?? 0) < threshold) return;
  // A client that is gone must not turn a log line into an error that is logged.
  if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", () => {});
  process.stderr.write(`${logLine(level, message, fields, new Date())}\n`);
}

/** One line without its end. The reader insists on six digits for fractions of a second. */
export function logLine(
  level: LogLevel,
  message: string,
  fields: Readonly<Record<string, unknown>>,
  time: Date,
): string {
  const timestamp = time.toISOString().replace("Z", "000Z");
  return JSON.stringify(
    { ...fields, "@level": level, "@message": message, "@module": "plugin", "@timestamp": timestamp },
    (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value),
  );
}

/** What of an error may be logged: name, message and stack, no other property and no cause. */
export function errorFields(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: "something that is not an Error was thrown" };
  return error.stack === undefined ? { error: error.message } : { error: error.message, stack: error.stack };
}
