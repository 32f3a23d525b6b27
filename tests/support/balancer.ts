import { connect, createServer, type Socket } from "node:net";

export interface Balancer {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Gives each connection to the next of the ports of 127.0.0.1 in turn, and to the one after when nobody listens there.
 */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const pass = (client: Socket, tries: number): void => {
    turn += 1;
    const upstream = connect({ host: "127.0.0.1", port: ports[turn % ports.length] ?? 0 });
    sockets.add(upstream);
    let isConnected = false;
    upstream.once("connect", () => {
      isConnected = true;
      client.pipe(upstream).pipe(client);
    });
    upstream.on("error", () => {
      if (isConnected || tries >= ports.length) client.destroy();
      else pass(client, tries + 1);
    });
    upstream.once("close", () => {
      sockets.delete(upstream);
      if (isConnected) client.destroy();
    });
    client.once("close", () => upstream.destroy());
  };
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => client.destroy());
    client.once("close", () => sockets.delete(client));
    pass(client, 1);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port was assigned");
  return {
    port: address.port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
