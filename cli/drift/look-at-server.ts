import { readFileSync } from "node:fs";
import { createPrefectClient, type Environment, resolveSettings } from "../../client";
import { Trouble } from "../report/trouble";
import { type Listing, listServer } from "../server-objects/listing";
import { automationsOfDeployments } from "./automation-owners";
import type { KnownObject } from "./known-objects";
import type { Server } from "./report";
import type { ServerSettings } from "./server-settings";

export interface ServerLook {
  readonly server: Server;
  readonly listing: Listing;
  /** Automations of known deployments, by id. */
  readonly owned: ReadonlySet<string>;
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

const unclearWords = (unclear: readonly string[]): string =>
  `The provider block's ${unclear.join(", ")} ${unclear.length === 1 ? "is an expression" : "are expressions"} whose value the plan does not tell. ` +
  "Make a variable of it (`var.…`), or give the server in the environment (PREFECT_API_URL and so on).";

/** The address that settings lead to, and where it came from. @throws PrefectSettingsError, Trouble */
export function addressOf(
  { settings, unclear }: ServerSettings,
  env: Environment,
): { readonly address: string; readonly source: string } {
  try {
    const { address, sources } = resolveSettings(settings, env, readFile);
    return { address, source: sources.apiUrl ?? "the settings" };
  } catch (error) {
    if (unclear.length === 0) throw error;
    throw new Trouble("finding the server", unclearWords(unclear));
  }
}

/**
 * Lists a server.
 * @param expected objects that are on it: where the settings are not clear, they show whether it is the right one
 * @param known everything that any state knows
 * @param without ids of deployments of which no row is needed
 * @throws PrefectError, Trouble
 */
export async function lookAtServer(
  found: ServerSettings,
  env: Environment,
  expected: readonly KnownObject[],
  known: readonly KnownObject[],
  without: readonly string[],
): Promise<ServerLook> {
  const { address, source } = addressOf(found, env);
  const left = found.unclear.length > 0 ? [] : without;
  const client = createPrefectClient({ ...found.settings, env });
  try {
    const [listing, version] = await Promise.all([
      listServer(client, left),
      client.serverVersion().catch(() => undefined),
    ]);
    const { unreadablePools, ...kinds } = listing;
    const rows = Object.entries({ ...kinds, work_pool: [...kinds.work_pool, ...unreadablePools] });
    if (found.unclear.length > 0) {
      const ids = new Set(rows.flatMap(([, list]) => list.map(({ id }: { id: string }) => id)));
      if (!expected.some(({ id }) => id !== null && ids.has(id))) {
        throw new Trouble("finding the server", unclearWords(found.unclear));
      }
    }
    const count = (kind: string, length: number) => (kind === "deployment" ? length + left.length : length);
    const listed = Object.fromEntries(rows.map(([kind, list]) => [kind, count(kind, list.length)]));
    const owned = await automationsOfDeployments(client, listing, known);
    return { server: { address, version: version ?? null, source, listed }, listing, owned };
  } finally {
    client.close();
  }
}
