import { X509Certificate } from "node:crypto";

/** What the client that started the plugin asks for, from the environment. */
export interface Handshake {
  /** The only certificate a client may show, in DER; none means that the connection is not encrypted. */
  readonly clientCertificate: Buffer | undefined;
  readonly socketFolder: string | undefined;
  readonly ports: { readonly first: number; readonly last: number };
}

export interface HandshakeExpectation {
  readonly protocolVersion: number;
  readonly magicCookie: { readonly key: string; readonly value: string };
  /** Said when a person has started the plugin. */
  readonly humanMessage: string;
}

/** Why the plugin cannot start, as a sentence for a person. */
export class HandshakeError extends Error {
  override readonly name = "HandshakeError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws HandshakeError when the plugin was not started by a client, or by one it cannot serve */
export function readHandshake(environment: Environment, expected: HandshakeExpectation): Handshake {
  if (environment[expected.magicCookie.key] !== expected.magicCookie.value) {
    throw new HandshakeError(expected.humanMessage);
  }
  const versions = environment.PLUGIN_PROTOCOL_VERSIONS;
  if (versions && !versions.split(",").some((version) => Number(version) === expected.protocolVersion)) {
    throw new HandshakeError(
      `This plugin speaks protocol version ${expected.protocolVersion}, and the program that started it only ${versions}. Use a newer version of that program.`,
    );
  }
  return {
    clientCertificate: readCertificate(environment.PLUGIN_CLIENT_CERT),
    socketFolder: environment.PLUGIN_UNIX_SOCKET_DIR || undefined,
    ports: {
      first: readPort("PLUGIN_MIN_PORT", environment, 10_000),
      last: readPort("PLUGIN_MAX_PORT", environment, 25_000),
    },
  };
}

/** The one line on stdout: core protocol, plugin protocol, address, `grpc`, certificate in base64 without padding. */
export function handshakeLine(
  protocolVersion: number,
  address: { readonly network: "unix" | "tcp"; readonly text: string },
  certificate: Uint8Array | undefined,
): string {
  const encoded = Buffer.from(certificate ?? [])
    .toString("base64")
    .replace(/=+$/, "");
  return `1|${protocolVersion}|${address.network}|${address.text}|grpc|${encoded}\n`;
}

function readCertificate(pem: string | undefined): Buffer | undefined {
  if (!pem) return undefined;
  try {
    return new X509Certificate(pem).raw;
  } catch {
    throw new HandshakeError("PLUGIN_CLIENT_CERT does not hold a certificate in PEM form.");
  }
}

function readPort(name: string, environment: Environment, otherwise: number): number {
  const text = environment[name];
  if (!text) return otherwise;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new HandshakeError(`${name} is not a port number.`);
  }
  return port;
}
