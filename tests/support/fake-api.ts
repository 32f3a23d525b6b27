import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A request that a fake API has received. */
export interface Received {
  readonly method: string;
  /** With query, as it stood in the request line. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Tells connections apart. */
  readonly connection: Socket;
}

/** What a fake API answers: a status and a JSON body, or whatever the function writes itself. */
export type FakeAnswer =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly headers?: Record<string, string>;
      readonly text?: string;
    }
  | ((response: ServerResponse) => void);

export interface FakeApi {
  /** Ends in `/api`. */
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** Empties `received`. */
  forget(): void;
  stop(): Promise<void>;
}

/**
 * A fake in place of a Prefect server, inside the test's process: it answers whatever `answer` says, so that a
 * test can have answers, failures and delays that a real server gives only by chance.
 */
export async function startFakeApi(
  answer: (request: Received, index: number) => FakeAnswer | Promise<FakeAnswer>,
  port = 0,
): Promise<FakeApi> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const { method = "", url: path = "", headers, socket: connection } = request;
      const one = { method, path, headers, body: Buffer.concat(chunks).toString("utf8"), connection };
      received.push(one);
      const answered = await answer(one, received.length - 1);
      if (typeof answered === "function") return answered(response);
      const text = answered.text ?? (answered.json === undefined ? "" : JSON.stringify(answered.json));
      response.writeHead(answered.status, { "content-type": "application/json", ...answered.headers });
      response.end(text);
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}/api`,
    port: actual,
    received,
    forget: () => {
      received.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
