import { writeSync } from "node:fs";
import { createCertificate } from "./certificate";
import { closeProcess } from "./closed-process";
import { GrpcServer, type Services } from "./grpc-server";
import { type HandshakeExpectation, handshakeLine, readHandshake } from "./handshake";
import { holdProcess } from "./lifecycle";
import { type Listening, listenOnPort, listenOnSocket } from "./listen";
import { pluginServices } from "./plugin-services";
import { createPinnedServer, createPlainServer } from "./secure-server";
import { closeStdout, divertStdout } from "./stdout";

export interface ServeOptions extends HandshakeExpectation {
  readonly services: Services;
}

/**
 * Serves a go-plugin client that started this process, until it says Shutdown, sends SIGTERM or is gone.
 * The handshake is printed first; a service is loaded when the first call needs it.
 * @throws HandshakeError when there is no such client
 */
export async function serve(options: ServeOptions): Promise<void> {
  const handshake = readHandshake(process.env, options);
  closeProcess();
  const certificate = handshake.clientCertificate && createCertificate(new Date());
  // A client that showed its certificate has the one connection that it wants. With the socket's name gone nobody else
  // finds it, and a killed process leaves nothing.
  const onCall = certificate && (() => process.nextTick(() => address.remove()));
  const services = { ...pluginServices(() => setImmediate(shutdown)), ...options.services };
  const grpc = new GrpcServer(services, "server", onCall);
  const server =
    certificate && handshake.clientCertificate
      ? createPinnedServer(certificate, handshake.clientCertificate, grpc.accept)
      : createPlainServer(grpc.accept);
  const { socketFolder } = handshake;
  const address =
    process.platform === "win32"
      ? await listenOnPort(server, handshake.ports)
      : await listenOnSocket(server, socketFolder === undefined ? undefined : [socketFolder]);
  const life = holdProcess({ grpc, address, parent: process.ppid, stopOnInterrupt: false });
  const shutdown = (): void => {
    closeStdout();
    life.stop();
  };
  tellClient(handshakeLine(options.protocolVersion, address, certificate?.der));
  divertStdout();
}

/** Ends the process where nobody reads the handshake: who started it was gone before it could note whom to watch. */
function tellClient(line: string): void {
  try {
    writeSync(1, line);
  } catch {
    process.exit(1);
  }
}

/**
 * Serves clients that are started by hand and told where to connect, until SIGINT or SIGTERM. The socket is not
 * encrypted; only this user can reach it.
 */
export async function serveDetached(options: { readonly services: Services }): Promise<Listening> {
  // Each provider block of each command has a connection of its own, and settings of its own.
  const grpc = new GrpcServer({ ...pluginServices(() => {}), ...options.services }, "connection");
  const server = createPlainServer(grpc.accept);
  const address =
    process.platform === "win32"
      ? await listenOnPort(server, { first: 10_000, last: 25_000 })
      : await listenOnSocket(server);
  holdProcess({ grpc, address, parent: undefined, stopOnInterrupt: true });
  grpc.preload();
  return address;
}
