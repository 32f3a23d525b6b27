import type { Socket } from "node:net";
import { Connection, type ConnectionOptions } from "./connection";
import { SocketSink } from "./socket-sink";

/** Speaks HTTP/2 with the client at the other end of a socket, which is encrypted or not. */
export function serveSocket(socket: Socket, options: Omit<ConnectionOptions, "sink">): Connection {
  const sink = new SocketSink(socket, () => connection.resume());
  const connection: Connection = new Connection({ ...options, sink });
  socket.setNoDelay(true);
  socket.on("data", (chunk: Buffer) => connection.receive(chunk));
  socket.on("close", () => connection.lost());
  socket.on("error", options.failed);
  return connection;
}
