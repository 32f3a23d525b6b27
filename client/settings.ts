import { findCredentials } from "./credentials";
import { type CustomHeaders, parseCustomHeaders } from "./custom-headers";
import { PrefectSettingsError } from "./errors";
import { findAddress } from "./find-address";
import {
  argument,
  type Environment,
  type Find,
  finder,
  inHome,
  type ReadFile,
  readNamedFile,
  readProfile,
  type SettingName,
} from "./setting-sources";
import { text, truth } from "./setting-values";
import type { Try } from "./try";

export type { Environment, ReadFile, SettingName } from "./setting-sources";

/**
 * How to reach the server. What is not given here comes from the environment, then from the profile.
 *
 * @example { apiUrl: "http://127.0.0.1:4200/api" }
 */
export interface PrefectSettings {
  /** `PREFECT_API_URL`. `/api` is added where it is missing; a path prefix and Cloud's workspace path are kept. */
  readonly apiUrl?: string | undefined;
  /** `PREFECT_API_KEY`: sent as a bearer token. */
  readonly apiKey?: string | undefined;
  /**
   * `PREFECT_API_AUTH_STRING` or `PREFECT_BASIC_AUTH_KEY`: `user:password` for basic authentication. It wins over
   * a key from an equal or weaker source, and loses to a key from a stronger one.
   */
  readonly authString?: string | undefined;
  /** `PREFECT_CLIENT_CUSTOM_HEADERS`: sent with every request; an `Authorization` here replaces key and auth string. */
  readonly customHeaders?: CustomHeaders | undefined;
  /**
   * `PREFECT_CLIENT_CSRF_SUPPORT_ENABLED` or `PREFECT_CSRF_ENABLED`. true: a token is fetched before the first
   * request that needs one; false: never; not given: once the server asks for one.
   */
  readonly csrf?: boolean | undefined;
  /** `PREFECT_API_SSL_CERT_FILE`: a PEM file of authorities to trust besides the usual ones. */
  readonly sslCertFile?: string | undefined;
  /** `PREFECT_API_TLS_INSECURE_SKIP_VERIFY`: true accepts any certificate. */
  readonly tlsInsecureSkipVerify?: boolean | undefined;
  /** `PREFECT_PROFILE`: the profile to take; by default the active one. */
  readonly profile?: string | undefined;
  /** `PREFECT_PROFILES_PATH`, else `profiles.toml` in `PREFECT_HOME`, else in `~/.prefect`. */
  readonly profileFile?: string | undefined;
  /** `PREFECT_CLOUD_ACCOUNT_ID`: goes with `workspaceId`. */
  readonly accountId?: string | undefined;
  readonly workspaceId?: string | undefined;
  /** Seconds to go on while no connection can be made; 30. */
  readonly connectTimeout?: number | undefined;
  /** Seconds for one request; 90. */
  readonly requestTimeout?: number | undefined;
  /** Seconds to go on while the server answers that it is busy (503, 429); 300. */
  readonly retryTimeout?: number | undefined;
  /** The most requests at once. By default reads and writes each find their own limit. */
  readonly maxConcurrency?: number | undefined;
  /**
   * Deployments like those that were read by their ids are read before anyone asks for them: for a plan, which goes
   * through a whole state. `expected`: so many will probably be asked for, 0 if nobody knows. By default none are.
   */
  readonly readAhead?: { readonly expected: number } | undefined;
  /** Aborts everything under way; a creation that was sent gets some seconds more, so that what came of it is known. */
  readonly signal?: AbortSignal | undefined;
  readonly userAgent?: string | undefined;
  /** How errors call an argument, by its name here: `(name) => ...`; by default `the argument apiUrl`. */
  readonly describeArgument?: ((name: string) => string) | undefined;
  /** Told of every try of a request, for a log. */
  readonly onTry?: ((one: Try) => void) | undefined;
  /** Told of what works and should not stay so, in a sentence without secrets. By default a warning of the process, on stderr. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** By default the environment of the process. */
  readonly env?: Environment | undefined;
}

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

function readAuthorities(find: Find, env: Environment, readFile: ReadFile): string | undefined {
  const fallback = env.SSL_CERT_FILE
    ? { value: env.SSL_CERT_FILE, source: "SSL_CERT_FILE", rank: 3 }
    : undefined;
  const found = find("sslCertFile") ?? fallback;
  if (found === undefined) return undefined;
  const file = inHome(text(found, "The certificate file"), env);
  const pem = readNamedFile(file, `the certificate file (${found.source})`, readFile);
  if (pem === undefined) {
    throw new PrefectSettingsError(`The certificate file ${file} (${found.source}) does not exist.`);
  }
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
    throw new PrefectSettingsError(
      `The certificate file ${file} (${found.source}) holds no PEM certificate.`,
    );
  }
  return pem;
}

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
