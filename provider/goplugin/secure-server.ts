import { constants } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from "node:tls";
import type { Certificate } from "./certificate";

/** A server without encryption. */
export function createPlainServer(accept: (socket: Socket) => void): Server {
  return createServer(accept);
}

/**
 * A server over mutual TLS that hands over only connections of the holder of the one client certificate (DER) that
 * are to speak HTTP/2.
 *
 * Node would check the client against `ca`, but with any authority given Node 20 first parses all root certificates.
 * TLS proves that the client holds the key of the certificate it shows, so comparing that one is the same check.
 */
export function createPinnedServer(
  own: Certificate,
  clientCertificate: Uint8Array,
  accept: (socket: TLSSocket) => void,
): TlsServer {
  return createTlsServer(
    {
      key: own.privateKeyPem,
      cert: own.pem,
      ca: [],
      requestCert: true,
      rejectUnauthorized: false,
      secureOptions: constants.SSL_OP_NO_TICKET,
      ALPNProtocols: ["h2"],
    },
    (socket) => {
      const shown = socket.getPeerX509Certificate()?.raw;
      if (shown?.equals(clientCertificate) && socket.alpnProtocol === "h2") accept(socket);
      else socket.destroy();
    },
  );
}
