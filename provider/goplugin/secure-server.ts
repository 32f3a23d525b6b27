import { constants } from "node:crypto";
import { createSecureServer, createServer, type Http2SecureServer, type Http2Server } from "node:http2";
import type { TLSSocket } from "node:tls";
import type { Certificate } from "./certificate";

/** Windows as large as HTTP/2 has them: the peer is one trusted process, and it never should have to wait. */
export const windowSize = 2 ** 31 - 1;

const http2Options = { settings: { initialWindowSize: windowSize }, maxSessionMemory: 2048 } as const;

export function createPlainServer(): Http2Server {
  return createServer(http2Options);
}

/**
 * An HTTP/2 server over mutual TLS that talks only to the holder of the one client certificate (DER).
 *
 * Node would check the client against `ca`, but with any authority given Node 20 first parses all root certificates.
 * TLS proves that the client holds the key of the certificate it shows, so comparing that one is the same check.
 */
export function createPinnedServer(own: Certificate, clientCertificate: Uint8Array): Http2SecureServer {
  const server = createSecureServer({
    ...http2Options,
    key: own.privateKeyPem,
    cert: own.pem,
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    secureOptions: constants.SSL_OP_NO_TICKET,
  });
  // Before the server's own listener, which starts to speak HTTP/2.
  server.prependListener("secureConnection", (socket: TLSSocket) => {
    const shown = socket.getPeerX509Certificate()?.raw;
    if (shown === undefined || !shown.equals(clientCertificate)) socket.destroy();
  });
  return server;
}
