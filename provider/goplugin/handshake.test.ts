import { expect, test } from "vitest";
import { createCertificate } from "./certificate";
import { HandshakeError, handshakeLine, readHandshake } from "./handshake";

const expected = {
  protocolVersion: 6,
  magicCookie: { key: "COOKIE", value: "right" },
  humanMessage: "Not run by hand.",
};

test("without the cookie, the message for a person", () => {
  for (const environment of [{}, { COOKIE: "wrong" }]) {
    expect(() => readHandshake(environment, expected)).toThrow(new HandshakeError("Not run by hand."));
  }
});

test("a client that does not speak the version is refused, naming both", () => {
  expect(() => readHandshake({ COOKIE: "right", PLUGIN_PROTOCOL_VERSIONS: "4,5" }, expected)).toThrow(
    /6.*4,5/,
  );
  for (const versions of [undefined, "", "6", "5,6"]) {
    readHandshake({ COOKIE: "right", PLUGIN_PROTOCOL_VERSIONS: versions }, expected);
  }
});

test("reads the client's certificate, socket folder and ports", () => {
  const { der, pem } = createCertificate(new Date());
  const handshake = readHandshake(
    {
      COOKIE: "right",
      PLUGIN_CLIENT_CERT: pem,
      PLUGIN_UNIX_SOCKET_DIR: "/run/x",
      PLUGIN_MIN_PORT: "5000",
      PLUGIN_MAX_PORT: "5001",
    },
    expected,
  );
  expect(handshake.clientCertificate?.equals(der)).toBe(true);
  expect(handshake.socketFolder).toBe("/run/x");
  expect(handshake.ports).toEqual({ first: 5000, last: 5001 });
});

test("a certificate or port that is none is named", () => {
  expect(() => readHandshake({ COOKIE: "right", PLUGIN_CLIENT_CERT: "x" }, expected)).toThrow(
    "PLUGIN_CLIENT_CERT",
  );
  expect(() => readHandshake({ COOKIE: "right", PLUGIN_MIN_PORT: "70000" }, expected)).toThrow(
    "PLUGIN_MIN_PORT",
  );
});

test("the line has the certificate in base64 without padding, or nothing", () => {
  const address = { network: "unix", text: "/tmp/s" } as const;
  expect(handshakeLine(6, address, Buffer.of(255))).toBe("1|6|unix|/tmp/s|grpc|/w\n");
  expect(handshakeLine(6, address, undefined)).toBe("1|6|unix|/tmp/s|grpc|\n");
});
