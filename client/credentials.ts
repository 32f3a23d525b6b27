import { validateHeaderValue } from "node:http";
import type { Address } from "./address";
import { PrefectSettingsError } from "./errors";
import type { Find } from "./setting-sources";
import { text } from "./setting-values";

export interface Credentials {
  /** The value of the Authorization header. */
  readonly header: string;
  /** Texts that must never be shown. */
  readonly secrets: readonly string[];
}

const basic = (userAndPassword: string): Credentials => {
  const encoded = Buffer.from(userAndPassword, "utf8").toString("base64");
  const password = userAndPassword.slice(userAndPassword.indexOf(":") + 1);
  return { header: `Basic ${encoded}`, secrets: [userAndPassword, encoded, password] };
};

/**
 * Auth string or key, whichever comes from the stronger source, else the auth string, else what the address holds.
 */
export function findCredentials(find: Find, address: Address): Credentials | undefined {
  const auth = find("authString");
  const key = find("apiKey");
  if (auth !== undefined && (key === undefined || auth.rank <= key.rank))
    return basic(text(auth, "The auth string"));
  if (key === undefined) return address.credentials === undefined ? undefined : basic(address.credentials);
  const value = text(key, "The API key");
  try {
    validateHeaderValue("Authorization", value);
  } catch {
    throw new PrefectSettingsError(`The API key (${key.source}) holds characters that no key has.`);
  }
  return { header: `Bearer ${value}`, secrets: [value] };
}
