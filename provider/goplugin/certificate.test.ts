import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { createCertificate, pemCertificate } from "./certificate";

test("is a self-signed authority for localhost, for server and client", () => {
  const now = new Date();
  const { der, pem, privateKeyPem } = createCertificate(now);
  const certificate = new X509Certificate(pem);
  expect(certificate.raw.equals(der)).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkIssued(certificate)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
  expect(certificate.checkHost("localhost")).toBe("localhost");
  expect(certificate.subjectAltName).toBe("DNS:localhost");
  expect(certificate.ca).toBe(true);
  expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  expect(der.includes(Buffer.from("030202ac", "hex"))).toBe(true);
  expect(Date.parse(certificate.validFrom)).toBeLessThan(now.getTime());
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(now.getTime() + 365 * 86_400_000);
});

test("its times are right on both sides of 2050, where their form changes", () => {
  const certificate = new X509Certificate(createCertificate(new Date("2045-01-02T03:04:05Z")).der);
  expect(new Date(certificate.validFrom).toISOString()).toBe("2045-01-02T03:03:05.000Z");
  expect(new Date(certificate.validTo).toISOString()).toBe("2054-12-31T03:04:05.000Z");
});

test("no two have the same key or serial number", () => {
  const [a, b] = [
    new X509Certificate(createCertificate(new Date()).der),
    new X509Certificate(createCertificate(new Date()).der),
  ];
  expect(a.serialNumber).not.toBe(b.serialNumber);
  expect(a.publicKey.equals(b.publicKey)).toBe(false);
});

test("its PEM form has no empty line, whatever the length", () => {
  for (const length of [383, 384, 385]) {
    expect(pemCertificate(Buffer.alloc(length))).toMatch(
      /^-----BEGIN CERTIFICATE-----\n(?:.{1,64}\n)+-----END CERTIFICATE-----\n$/,
    );
  }
});
