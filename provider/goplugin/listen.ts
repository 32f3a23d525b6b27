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

/**
 * Listens on a Unix socket in a folder of its own that only this user can enter. The folder is made in the first of
 * `parents` where the path is not too long for a socket.
 */
export async function listenOnSocket(
  server: Server,
  parents: readonly string[] = [tmpdir(), "/tmp"],
): Promise<Listening> {
  const parent = parents.find(
    (folder) => Buffer.byteLength(join(folder, "plugin-XXXXXX", "s")) <= longestPath,
  );
  if (parent === undefined) throw new Error(`${parents.join(" and ")}: too long a path for a socket`);
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
