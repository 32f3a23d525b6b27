import { readAuthorities } from "./authorities";
import { findCredentials } from "./credentials";
import { parseCustomHeaders } from "./custom-headers";
import { PrefectSettingsError } from "./errors";
import { findAddress } from "./find-address";
import { argument, finder, type ReadFile, readProfile, type SettingName } from "./setting-sources";
import { truth } from "./setting-values";
import type { Environment, PrefectSettings } from "./settings";

export interface ResolvedSettings {
  /** The API's URL, without credentials and without a trailing slash. */
  readonly address: string;
  /** The value of the Authorization header. */
  readonly authorization: string | undefined;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly csrf: boolean | undefined;
  /** Further trusted authorities, as PEM text. */
  readonly authorities: string | undefined;
  readonly verifyTls: boolean;
  /** Seconds. */
  readonly connectTimeout: number;
  readonly requestTimeout: number;
  readonly retryTimeout: number;
  readonly maxConcurrency: number | undefined;
  /** How errors call an argument. */
  readonly describeArgument: (name: string) => string;
  readonly userAgent: string;
  readonly env: Environment;
  /** Texts that must never be shown. */
  readonly secrets: readonly string[];
  /** Where each setting found came from, in words: `PREFECT_API_URL`, `the argument apiKey`. */
  readonly sources: Readonly<Partial<Record<SettingName, string>>>;
}

const capitalised = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

type SecondsName = "connectTimeout" | "requestTimeout" | "retryTimeout";

function seconds(settings: PrefectSettings, name: SecondsName, standard: number): number {
  const value = settings[name] ?? standard;
  if (!Number.isFinite(value) || value <= 0) {
    throw new PrefectSettingsError(
      `${capitalised(argument(settings, name))} is ${value}. Give a number of seconds greater than 0.`,
    );
  }
  return value;
}

function concurrency(settings: PrefectSettings): number | undefined {
  const value = settings.maxConcurrency;
  if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
    throw new PrefectSettingsError(
      `${capitalised(argument(settings, "maxConcurrency"))} is ${value}. Give a whole number of at least 1.`,
    );
  }
  return value;
}

/**
 * Brings together what is given as argument, in the environment and in the profile, in this order.
 * Nothing is read but through `readFile`, and nothing of a secret stands in an error.
 * @throws PrefectSettingsError
 */
export function resolveSettings(
  settings: PrefectSettings,
  env: Environment,
  readFile: ReadFile,
): ResolvedSettings {
  const profile = readProfile(settings, env, readFile);
  const find = finder(settings, env, profile);
  const address = findAddress(settings, find, profile);
  const credentials = findCredentials(find, address);
  const headers = find("customHeaders");
  const customHeaders = headers === undefined ? {} : parseCustomHeaders(headers.value, headers.source);
  const names: SettingName[] = ["apiUrl", "apiKey", "authString", "customHeaders", "csrf", "sslCertFile"];
  const sources = names.flatMap((name) => {
    const found = find(name);
    return found === undefined ? [] : [[name, found.source]];
  });
  return {
    address: address.url,
    authorization: credentials?.header,
    customHeaders,
    csrf: truth(find("csrf")),
    authorities: readAuthorities(find, env, readFile),
    verifyTls: truth(find("tlsInsecureSkipVerify")) !== true,
    connectTimeout: seconds(settings, "connectTimeout", 30),
    requestTimeout: seconds(settings, "requestTimeout", 90),
    retryTimeout: seconds(settings, "retryTimeout", 300),
    maxConcurrency: concurrency(settings),
    describeArgument: (name) => argument(settings, name),
    userAgent: settings.userAgent ?? "cdktf-provider-prefect",
    env,
    // What is shorter would also blot out words that are no secret.
    secrets: [
      ...(credentials?.secrets ?? []).filter((secret) => secret.length > 3),
      ...Object.values(customHeaders).filter((value) => value.length > 7),
    ],
    sources: Object.fromEntries(sources),
  };
}
