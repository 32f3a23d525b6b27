import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A self-signed certificate that lives in memory only. */
export interface Certificate {
  readonly der: Buffer;
  readonly pem: string;
  readonly privateKeyPem: string;
}

/**
 * Makes the certificate of one run of the plugin: EC P-256, for the name `localhost`, its own authority, for
 * server and client use, valid from a minute before `now` for ten years.
 *
 * Written as DER by hand: an X.509 library costs more than all the rest of the start.
 */
export function createCertificate(now: Date): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const notBefore = new Date(now.getTime() - 60_000);
  const notAfter = new Date(now.getTime() + 10 * 365 * 86_400_000);
  const name = sequence(set(sequence(objectId(0x55, 0x04, 0x03), utf8String("localhost"))));
  const body = sequence(
    explicit(0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(0x01), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    explicit(3, extensions),
  );
  const der = sequence(body, ecdsaWithSha256, bitString(0, sign("sha256", body, privateKey)));
  return {
    der,
    pem: pemCertificate(der),
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** Lines of at most 64 characters, and no empty one: OpenSSL refuses that. */
export function pemCertificate(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), body]);
  if (length < 0x100) return Buffer.concat([Buffer.of(tag, 0x81, length), body]);
  return Buffer.concat([Buffer.of(tag, 0x82, length >> 8, length & 0xff), body]);
}

function sequence(...content: readonly Uint8Array[]): Buffer {
  return element(0x30, ...content);
}

function set(...content: readonly Uint8Array[]): Buffer {
  return element(0x31, ...content);
}

function explicit(tag: number, content: Uint8Array): Buffer {
  return element(0xa0 + tag, content);
}

function integer(bytes: Uint8Array): Buffer {
  return element(0x02, bytes);
}

function objectId(...bytes: readonly number[]): Buffer {
  return element(0x06, Buffer.from(bytes));
}

function utf8String(text: string): Buffer {
  return element(0x0c, Buffer.from(text));
}

function octetString(content: Uint8Array): Buffer {
  return element(0x04, content);
}

function bitString(unusedBits: number, content: Uint8Array): Buffer {
  return element(0x03, Buffer.of(unusedBits), content);
}

/** UTCTime up to 2049 and GeneralizedTime from 2050, as RFC 5280 has it. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, "").slice(0, 14);
  return date.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : element(0x18, Buffer.from(`${digits}Z`));
}

function extension(lastIdByte: number, critical: boolean, value: Uint8Array): Buffer {
  const flag = critical ? [element(0x01, Buffer.of(0xff))] : [];
  return sequence(objectId(0x55, 0x1d, lastIdByte), ...flag, octetString(value));
}

const ecdsaWithSha256 = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

const extensions = sequence(
  extension(0x13, true, sequence(element(0x01, Buffer.of(0xff)))), // basicConstraints: an authority
  // keyUsage: digitalSignature, keyEncipherment, keyAgreement, keyCertSign. Go checks the count of unused bits.
  extension(0x0f, true, bitString(2, Buffer.of(0xac))),
  extension(
    0x25, // extKeyUsage: serverAuth, clientAuth
    false,
    sequence(
      objectId(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01),
      objectId(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02),
    ),
  ),
  extension(0x11, false, sequence(element(0x82, Buffer.from("localhost")))), // subjectAltName
);
