import { inject } from "vitest";

export interface SharedServer {
  readonly apiUrl: string;
  /** Environment for programs that talk to this server. */
  readonly env: Record<string, string>;
}

/**
 * The one real Prefect server (no background services) of a whole test run, started by the first who asks.
 * Other test files use it at the same time: use `uniqueName` for whatever is made there, and list nothing globally.
 */
export async function sharedServer(): Promise<SharedServer> {
  const response = await fetch(inject("sharedServerStarter"));
  if (!response.ok) throw new Error(await response.text());
  const { apiUrl, env }: SharedServer = JSON.parse(await response.text());
  return { apiUrl, env };
}

let made = 0;

/**
 * A name that no other test has, for example `flow3f2ax1`. Variables of older servers take no `-`, and blocks no `_`, so
 * it has neither.
 */
export function uniqueName(prefix: string): string {
  made += 1;
  return `${prefix}${process.pid.toString(36)}${Date.now().toString(36)}x${made}`;
}
