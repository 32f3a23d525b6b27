import { mkdtempSync, rmdirSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a server listens, and how to remove what that left on disk. */
export interface Listening {
  readonly network: "unix" | "tcp";
  /** A socket's path, or `127.0.0.1:<port>`. */
  readonly text: string;
  /** Connections that are open go on. */
  remove(): void;
}

/** Bytes of the longest socket path that every system takes, macOS being the strictest. */
const longestPath = 103;

/** Why the path of a socket in this folder could not be used or told; undefined: it can. */
function objection(parent: string): string | undefined {
  if (Buffer.byteLength(join(parent, "plugin-XXXXXX", "s")) > longestPath)
    return "too long a path for a socket";
  return /[|\r\n]/.test(parent) ? "a path that the handshake cannot tell" : undefined;
}

/**
 * Listens on a Unix socket in a folder of its own that only this user can enter. The folder is made in the first of
 * `parents` where that is possible.
 * @throws Error that says for each of them why not
 */
export async function listenOnSocket(
  server: Server,
  parents: readonly string[] = [tmpdir(), "/tmp"],
): Promise<Listening> {
  const reasons: string[] = [];
  for (const parent of new Set(parents)) {
    try {
      const reason = objection(parent);
      if (reason === undefined) return await listenIn(parent, server);
      reasons.push(`${parent}: ${reason}`);
    } catch (error) {
      reasons.push(`${parent}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `no folder for a socket (${reasons.join("; ")}): set TMPDIR, or PLUGIN_UNIX_SOCKET_DIR where that is set, to one`,
  );
}

async function listenIn(parent: string, server: Server): Promise<Listening> {
  const folder = mkdtempSync(join(parent, "plugin-"));
  const path = join(folder, "s");
  // Nothing else: where a temporary folder is open to all, another user may have put a folder of his in this one's place.
  const remove = (): void => {
    try {
      rmSync(path, { force: true });
      rmdirSync(folder);
    } catch {
      // It is gone already, or not ours any more.
    }
  };
  try {
    await listening(server, (done) => server.listen(path, done));
    return { network: "unix", text: path, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Listens on the first free port of the range, for this machine only. For Windows, where Go has no such sockets. */
export async function listenOnPort(
  server: Server,
  ports: { readonly first: number; readonly last: number },
): Promise<Listening> {
  for (let port = ports.first; port <= ports.last; port++) {
    try {
      await listening(server, (done) => server.listen(port, "127.0.0.1", done));
      const bound = server.address();
      const text = `127.0.0.1:${typeof bound === "object" ? bound?.port : port}`;
      return { network: "tcp", text, remove: () => {} };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    }
  }
  throw new Error(`no port from ${ports.first} to ${ports.last} is free`);
}

function listening(server: Server, listen: (done: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    listen(() => {
      server.off("error", reject);
      resolve();
    });
  });
}
