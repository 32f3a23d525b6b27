import { X509Certificate } from "node:crypto";
import { PrefectSettingsError } from "./errors";
import { type Find, inHome, type ReadFile, readNamedFile } from "./setting-sources";
import { text } from "./setting-values";
import type { Environment } from "./settings";

const certificate = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** The first that is damaged, counted from 1. Node leaves such a one out without a word. */
function damaged(certificates: readonly string[]): number | undefined {
  const index = certificates.findIndex((pem) => {
    try {
      new X509Certificate(pem);
      return false;
    } catch {
      return true;
    }
  });
  return index < 0 ? undefined : index + 1;
}

/**
 * The authorities to trust besides the usual ones, as PEM text.
 * @throws PrefectSettingsError for a file that is not there, holds no certificate, or a damaged one
 */
export function readAuthorities(find: Find, env: Environment, readFile: ReadFile): string | undefined {
  const given = find("sslCertFile");
  const ofSystem = env.SSL_CERT_FILE
    ? { value: env.SSL_CERT_FILE, source: "SSL_CERT_FILE", rank: 3 }
    : undefined;
  const found = given ?? ofSystem;
  if (found === undefined) return undefined;
  const file = inHome(text(found, "The certificate file"), env);
  const pem = readNamedFile(file, `the certificate file (${found.source})`, readFile);
  const what = `The certificate file ${file} (${found.source})`;
  if (pem === undefined) throw new PrefectSettingsError(`${what} does not exist.`);
  const certificates = pem.match(certificate) ?? [];
  if (certificates.length === 0) throw new PrefectSettingsError(`${what} holds no PEM certificate.`);
  // A system's own has more than a hundred, which others use too.
  const bad = given === undefined ? undefined : damaged(certificates);
  if (bad !== undefined) {
    throw new PrefectSettingsError(
      `${what} is damaged: certificate ${bad} of its ${certificates.length} cannot be read. Save it anew, in PEM form.`,
    );
  }
  return pem;
}
