import { startPostgresql } from "../tests/support/postgresql";
import { startPrefectServer } from "../tests/support/prefect-server";

/** What a server's data is kept in. */
export type Database = "SQLite" | "PostgreSQL";

export interface ServerOn {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Why there can be no server on `database` here; nothing when there can. */
export async function missing(database: Database): Promise<string | undefined> {
  if (database === "SQLite") return undefined;
  const { findPostgresql } = await import("../scripts/find-postgresql.mjs");
  return findPostgresql() === undefined ? "there is no PostgreSQL on this machine" : undefined;
}

/** A server of one process, as `prefect server start` makes it, on a fresh database. */
export async function startServerOn(database: Database): Promise<ServerOn> {
  if (database === "SQLite") return startPrefectServer();
  const postgresql = await startPostgresql();
  try {
    const server = await startPrefectServer({
      env: { PREFECT_API_DATABASE_CONNECTION_URL: postgresql.url },
    });
    return {
      env: server.env,
      stop: async () => {
        await server.stop();
        await postgresql.stop();
      },
    };
  } catch (error) {
    await postgresql.stop();
    throw error;
  }
}
