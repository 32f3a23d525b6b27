import { execFile } from "node:child_process";
import { chown, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { isolatedEnvironment } from "./environment";
import { freePort } from "./free-port";
import { startSupervised } from "./supervised-process";

export interface Postgresql {
  /** As Prefect wants it in PREFECT_API_DATABASE_CONNECTION_URL. */
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL does not run as root: user and group `nobody` then. */
const nobody = 65534;
const asNobody = ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];

const startLimitSeconds = 60;

/** Starts a PostgreSQL of its own, with an empty database. It ends with this process. */
export async function startPostgresql(): Promise<Postgresql> {
  const { findPostgresql } = await import("../../scripts/find-postgresql.mjs");
  const programs = findPostgresql();
  if (programs === undefined) throw new Error("PostgreSQL was not found: see scripts/install-postgresql.mjs");
  const isRoot = process.getuid?.() === 0;
  const folder = await mkdtemp(join(tmpdir(), "postgresql-"));
  if (isRoot) await chown(folder, nobody, nobody);
  const command = (name: string, ...args: string[]) => [
    ...(isRoot ? asNobody : []),
    join(programs, name),
    ...args,
  ];
  const data = join(folder, "data");
  const env = isolatedEnvironment({ LC_ALL: "C.UTF-8" });
  const [setpriv = "", ...initdb] = command(
    "initdb",
    "--auth=trust",
    "--username=prefect",
    "--encoding=UTF8",
    "--no-sync",
    `--pgdata=${data}`,
  );
  await promisify(execFile)(setpriv, initdb, { cwd: folder, env });
  const port = await freePort();
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${folder}`,
    "max_connections=200",
    "fsync=off",
  ];
  const logFile = `${folder}.log`;
  const server = await startSupervised(
    command("postgres", "-D", data, ...settings.flatMap((setting) => ["-c", setting])),
    { cwd: folder, env, logFile, removeFolder: folder },
  );
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    await rm(logFile, { force: true });
  };
  const deadline = Date.now() + startLimitSeconds * 1000;
  while (!(await readFile(logFile, "utf8")).includes("ready to accept connections")) {
    if (server.exitCode() !== undefined || Date.now() > deadline) {
      const log = await readFile(logFile, "utf8");
      await stop();
      throw new Error(`PostgreSQL did not start:\n${log}`);
    }
    await sleep(100);
  }
  return { url: `postgresql+asyncpg://prefect@127.0.0.1:${port}/postgres`, stop };
}
