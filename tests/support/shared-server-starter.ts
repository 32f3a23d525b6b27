import { createServer } from "node:http";
import { type ServerOnDatabase, startServerOnDatabase } from "./server-on-database";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address that starts the shared server when first asked, and answers with its `SharedServer`. */
    sharedServerStarter: string;
  }
}

/** The part of Vitest's `TestProject` used here; its own type is for ES modules only. */
interface Project {
  provide(key: "sharedServerStarter", value: string): void;
}

/** Vitest's global setup for the project "real". Returns its teardown. */
export default async function setup(project: Project): Promise<() => Promise<void>> {
  let server: Promise<ServerOnDatabase> | undefined;
  const starter = createServer((_request, response) => {
    server ??= startServerOnDatabase();
    server.then(
      ({ apiUrl, env }) => response.end(JSON.stringify({ apiUrl, env })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => starter.listen(0, "127.0.0.1", resolve));
  const address = starter.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port was assigned");
  project.provide("sharedServerStarter", `http://127.0.0.1:${address.port}`);
  return async () => {
    starter.close();
    starter.closeAllConnections();
    await (await server?.catch(() => undefined))?.stop();
  };
}
