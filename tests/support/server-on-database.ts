import { type Balancer, startBalancer } from "./balancer";
import { type Postgresql, startPostgresql } from "./postgresql";
import { type PrefectServer, startPrefectServer } from "./prefect-server";

/** What holds the server's data: DATABASE=sqlite (one process), or postgresql (several API processes). */
export const database = process.env.DATABASE === "postgresql" ? "postgresql" : "sqlite";

const processCount = 3;

export interface ServerOnDatabase {
  readonly apiUrl: string;
  readonly env: Record<string, string>;
  /** SIGKILL to the process that answers; with several, to the first of them. */
  kill(): Promise<void>;
  /** Starts again what was killed, at the same place. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const startServerOnDatabase = (): Promise<ServerOnDatabase> =>
  database === "sqlite" ? startOne() : startSeveral();

async function startOne(): Promise<ServerOnDatabase> {
  const first = await startPrefectServer();
  let running = first;
  const { home, port, apiUrl, env } = first;
  return {
    apiUrl,
    env,
    kill: () => running.kill(),
    restart: async () => {
      running = await startPrefectServer({ home, port });
    },
    stop: async () => {
      await running.stop();
      await first.stop(); // it has the folder
    },
  };
}

async function startSeveral(): Promise<ServerOnDatabase> {
  const postgresql: Postgresql = await startPostgresql();
  const options = { env: { PREFECT_API_DATABASE_CONNECTION_URL: postgresql.url } };
  const first = await startPrefectServer(options); // it makes the tables
  const others = await Promise.all(
    Array.from({ length: processCount - 1 }, () => startPrefectServer(options)),
  );
  const servers: PrefectServer[] = [first, ...others];
  const balancer: Balancer = await startBalancer(servers.map(({ port }) => port));
  const apiUrl = `http://127.0.0.1:${balancer.port}/api`;
  let running = first;
  return {
    apiUrl,
    env: { ...first.env, PREFECT_API_URL: apiUrl },
    kill: () => running.kill(),
    restart: async () => {
      running = await startPrefectServer({ ...options, home: first.home, port: first.port });
    },
    stop: async () => {
      await balancer.stop();
      await running.stop();
      await Promise.all(servers.map((server) => server.stop()));
      await postgresql.stop();
    },
  };
}
