import { randomUUID } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isolatedEnvironment } from "./environment";
import { freePort } from "./free-port";
import { prefectExecutable, virtualEnvironment } from "./project-paths";
import { type SupervisedProcess, startSupervised } from "./supervised-process";

export interface PrefectServerOptions {
  /** Also the background services (scheduler, event handling): a SQLite server then answers 503 at times. */
  services?: boolean;
  /** More server settings, such as `PREFECT_SERVER_API_AUTH_STRING`. */
  env?: Readonly<Record<string, string>>;
  /** The server's home folder; it stays, with its database. Default: a temporary one that `stop` removes. */
  home?: string;
  /** Default: a free one. Needed to start a server again where another one has been. */
  port?: number;
  /** Whether the server stays up when this process ends without stopping it. */
  outlives?: boolean;
}

export interface PrefectServer {
  /** For example `http://127.0.0.1:41234/api`. */
  readonly apiUrl: string;
  readonly home: string;
  readonly port: number;
  readonly logFile: string;
  readonly pid: number;
  /** Environment for programs that talk to this server: isolated, with PREFECT_API_URL and PREFECT_HOME. */
  readonly env: Record<string, string>;
  stop(): Promise<void>;
  /** Ends it as a crash would (SIGKILL). The home folder stays until `stop`. */
  kill(): Promise<void>;
}

const startLimitSeconds = 120;

/**
 * What `--no-services` leaves running in older servers: there an automation that fires on every event fires on its own
 * actions too, and these lock the database for minutes.
 */
const withoutServices = Object.fromEntries(
  ["TRIGGERS", "TASK_RUN_RECORDER", "EVENT_PERSISTER"].map((service) => [
    `PREFECT_SERVER_SERVICES_${service}_ENABLED`,
    "false",
  ]),
);

/** Starts a real Prefect server from `.venv`, on SQLite, and waits until it answers. It ends with this process. */
export async function startPrefectServer(options: PrefectServerOptions = {}): Promise<PrefectServer> {
  const ownHome = options.home === undefined;
  const home = options.home ?? (await mkdtemp(join(tmpdir(), "prefect-home-")));
  const database = join(home, "prefect.db");
  if (!(await exists(database))) await copyFile(await migratedDatabase(), database);
  try {
    return await startOn(home, ownHome, options);
  } catch (error) {
    // A program that took the port in between, as rare as it is, must not fail a test.
    if (options.port !== undefined || !/address already in use/.test(String(error))) throw error;
    return startPrefectServer(options);
  }
}

async function startOn(
  home: string,
  ownHome: boolean,
  options: PrefectServerOptions,
): Promise<PrefectServer> {
  const port = options.port ?? (await freePort());
  const apiUrl = `http://127.0.0.1:${port}/api`;
  const logFile = join(home, "server.log");
  const clientEnv = isolatedEnvironment({
    PREFECT_API_URL: apiUrl,
    PREFECT_HOME: home,
    PREFECT_PROFILES_PATH: join(home, "profiles.toml"),
    DO_NOT_TRACK: "1",
  });
  const command = [prefectExecutable, "server", "start", "--host", "127.0.0.1", "--port", String(port)];
  const server = await startSupervised(options.services ? command : [...command, "--no-services"], {
    cwd: home,
    env: {
      ...clientEnv,
      PREFECT_SERVER_ANALYTICS_ENABLED: "false",
      ...(options.services ? {} : withoutServices),
      ...options.env,
    },
    logFile,
    ...(ownHome ? { removeFolder: home } : {}),
    ...(options.outlives ? { outlives: true } : {}),
  });
  const clean = async () => {
    if (ownHome) await rm(home, { recursive: true, force: true });
  };
  try {
    await untilHealthy(apiUrl, server, logFile);
  } catch (error) {
    await server.stop();
    await clean();
    throw error;
  }
  return {
    apiUrl,
    home,
    port,
    logFile,
    pid: server.pid,
    env: clientEnv,
    stop: async () => {
      await server.stop();
      await clean();
    },
    kill: () => server.kill(),
  };
}

async function untilHealthy(apiUrl: string, server: SupervisedProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + startLimitSeconds * 1000;
  while (!(await answers(`${apiUrl}/health`))) {
    const exitCode = server.exitCode();
    if (exitCode !== undefined) {
      throw new Error(`the Prefect server ended with code ${exitCode}:\n${await lastLines(logFile)}`);
    }
    if (Date.now() > deadline) {
      throw new Error(
        `the Prefect server is not up after ${startLimitSeconds} s:\n${await lastLines(logFile)}`,
      );
    }
    await sleep(50);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function lastLines(file: string): Promise<string> {
  return (await readFile(file, "utf8")).split("\n").slice(-30).join("\n");
}

/**
 * An empty database with all migrations done, kept inside the virtual environment.
 * Migrations are most of a first start; a copy of this file saves them.
 */
async function migratedDatabase(): Promise<string> {
  const cached = join(virtualEnvironment, "prefect-migrated.db");
  if (await exists(cached)) return cached;
  if (!(await exists(prefectExecutable)))
    throw new Error(`${prefectExecutable} is missing: run \`make install\``);
  const home = join(virtualEnvironment, `migrating-${randomUUID()}`);
  await mkdir(home);
  try {
    const server = await startOn(home, false, {});
    // A clean stop folds the write-ahead log into the database file.
    await server.stop();
    await rename(join(home, "prefect.db"), cached);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
  return cached;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
