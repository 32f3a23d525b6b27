import { validateHeaderValue } from "node:http";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Address, inWorkspace, normaliseAddress } from "./address";
import { type CustomHeaders, parseCustomHeaders } from "./custom-headers";
import { PrefectSettingsError, PrefectWorkspaceError } from "./errors";
import { findProfile, type Profile } from "./profiles";

export type Environment = Readonly<Record<string, string | undefined>>;

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
  /** Aborts everything under way. */
  readonly signal?: AbortSignal | undefined;
  readonly userAgent?: string | undefined;
  /** By default the environment of the process. */
  readonly env?: Environment | undefined;
}

/** The text of a file; undefined when there is no such file. */
export type ReadFile = (path: string) => string | undefined;

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
  readonly userAgent: string;
  readonly env: Environment;
  /** Texts that must never be shown. */
  readonly secrets: readonly string[];
  /** Where each setting found came from, in words: `PREFECT_API_URL`, `the argument apiKey`. */
  readonly sources: Readonly<Partial<Record<SettingName, string>>>;
}

export type SettingName =
  | "apiUrl"
  | "apiKey"
  | "authString"
  | "customHeaders"
  | "csrf"
  | "sslCertFile"
  | "tlsInsecureSkipVerify"
  | "accountId"
  | "workspaceId";

/** Names of the environment variables, the same as in a profile; the stronger ones first. */
const variables: Readonly<Record<SettingName, readonly string[]>> = {
  apiUrl: ["PREFECT_API_URL"],
  apiKey: ["PREFECT_API_KEY"],
  authString: ["PREFECT_API_AUTH_STRING", "PREFECT_BASIC_AUTH_KEY"],
  customHeaders: ["PREFECT_CLIENT_CUSTOM_HEADERS"],
  csrf: ["PREFECT_CLIENT_CSRF_SUPPORT_ENABLED", "PREFECT_CSRF_ENABLED"],
  sslCertFile: ["PREFECT_API_SSL_CERT_FILE"],
  tlsInsecureSkipVerify: ["PREFECT_API_TLS_INSECURE_SKIP_VERIFY"],
  accountId: ["PREFECT_CLOUD_ACCOUNT_ID"],
  workspaceId: [],
};

/** A setting as it was found; the lower the rank, the stronger the source. */
interface Found {
  readonly value: unknown;
  readonly source: string;
  readonly rank: number;
}

type Find = (name: SettingName) => Found | undefined;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

function firstGiven(
  names: readonly string[],
  values: Readonly<Record<string, unknown>>,
): [string, unknown] | undefined {
  const name = names.find((candidate) => Object.hasOwn(values, candidate) && isGiven(values[candidate]));
  return name === undefined ? undefined : [name, values[name]];
}

function finder(settings: PrefectSettings, env: Environment, profile: LocatedProfile | undefined): Find {
  return (name) => {
    if (isGiven(settings[name])) return { value: settings[name], source: `the argument ${name}`, rank: 0 };
    const fromEnv = firstGiven(variables[name], env);
    if (fromEnv !== undefined) return { value: fromEnv[1], source: fromEnv[0], rank: 1 };
    const fromProfile = profile && firstGiven(variables[name], profile.settings);
    if (profile === undefined || fromProfile === undefined) return undefined;
    const source = `${fromProfile[0]} of the profile "${profile.name}" in ${profile.file}`;
    return { value: fromProfile[1], source, rank: 2 };
  };
}

interface LocatedProfile extends Profile {
  readonly file: string;
}

function home(env: Environment): string {
  return env.HOME || env.USERPROFILE || homedir();
}

const inHome = (path: string, env: Environment): string =>
  path === "~" || path.startsWith("~/") ? join(home(env), path.slice(1)) : path;

function profilesFile(settings: PrefectSettings, env: Environment): string {
  const named = settings.profileFile || env.PREFECT_PROFILES_PATH;
  if (named) return inHome(named, env);
  return join(
    env.PREFECT_HOME ? inHome(env.PREFECT_HOME, env) : join(home(env), ".prefect"),
    "profiles.toml",
  );
}

function readProfile(
  settings: PrefectSettings,
  env: Environment,
  readFile: ReadFile,
): LocatedProfile | undefined {
  const file = profilesFile(settings, env);
  const text = readNamedFile(file, "the Prefect profiles file", readFile);
  if (text === undefined && settings.profileFile) {
    throw new PrefectSettingsError(
      `The Prefect profiles file ${file} (the argument profileFile) does not exist.`,
    );
  }
  const name = settings.profile || env.PREFECT_PROFILE || undefined;
  const profile = findProfile({ text, file, name });
  return profile && { ...profile, file };
}

function readNamedFile(path: string, what: string, readFile: ReadFile): string | undefined {
  try {
    return readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PrefectSettingsError(
      `${what[0]?.toUpperCase()}${what.slice(1)} ${path} cannot be read: ${reason}`,
    );
  }
}

function text(found: Found, what: string): string {
  if (typeof found.value !== "string") {
    throw new PrefectSettingsError(`${what} (${found.source}) is not a string.`);
  }
  return found.value.trim();
}

const booleanWords: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(["true", "t", "yes", "y", "on", "1"].map((word) => [word, true])),
  ...Object.fromEntries(["false", "f", "no", "n", "off", "0"].map((word) => [word, false])),
};

function truth(found: Found | undefined): boolean | undefined {
  if (found === undefined || typeof found.value === "boolean")
    return found?.value === undefined ? undefined : found.value === true;
  const word = String(found.value).trim().toLowerCase();
  const value = Object.hasOwn(booleanWords, word) ? booleanWords[word] : undefined;
  if (value === undefined) {
    throw new PrefectSettingsError(`${found.source} is "${String(found.value)}". Use true or false.`);
  }
  return value;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function identifier(found: Found | undefined, what: string): string | undefined {
  if (found === undefined) return undefined;
  const id = text(found, what);
  if (!uuid.test(id)) throw new PrefectSettingsError(`${what} "${id}" (${found.source}) is not a UUID.`);
  return id;
}

const waysToGiveAddress =
  "No address of a Prefect API is given. Give it as the provider's or client's setting (endpoint, apiUrl), in the " +
  "environment variable PREFECT_API_URL, or as PREFECT_API_URL in the active profile of profiles.toml " +
  "(`prefect config set PREFECT_API_URL=http://127.0.0.1:4200/api`).";

function findAddress(settings: PrefectSettings, find: Find, profile: LocatedProfile | undefined): Address {
  if (settings.apiUrl !== undefined && settings.apiUrl.trim() === "") {
    throw new PrefectSettingsError(
      "The API address (the argument apiUrl) is empty. Leave it out, or give a URL.",
    );
  }
  const found = find("apiUrl");
  if (found === undefined) {
    const looked =
      profile === undefined ? "" : ` The profile "${profile.name}" in ${profile.file} holds none.`;
    throw new PrefectSettingsError(waysToGiveAddress + looked);
  }
  const address = normaliseAddress(text(found, "The API address"), found.source);
  const accountFound = find("accountId");
  // A variable left in the environment for Cloud must not turn a complete address into another one.
  const account = accountFound?.rank === 0 || address.accountId === undefined ? accountFound : undefined;
  const accountId = identifier(account, "The account id") ?? address.accountId;
  const workspaceId = identifier(find("workspaceId"), "The workspace id") ?? address.workspaceId;
  if (accountId !== undefined && workspaceId !== undefined)
    return inWorkspace(address, accountId, workspaceId);
  const isCloud = new URL(address.url).hostname === "api.prefect.cloud";
  if (workspaceId !== undefined || account?.rank === 0) {
    const missing = workspaceId === undefined ? "workspaceId" : "accountId";
    throw new PrefectWorkspaceError(
      `accountId and workspaceId (in Terraform account_id and workspace_id) go together: ${missing} is missing.`,
      isCloud,
    );
  }
  if (isCloud) {
    throw new PrefectWorkspaceError(
      `The address ${address.url} (${found.source}) names no workspace of Prefect Cloud. Add ` +
        "/accounts/<account id>/workspaces/<workspace id>, or give the account id and the workspace id.",
      isCloud,
    );
  }
  return address;
}

interface Credentials {
  readonly header: string;
  readonly secrets: readonly string[];
}

const basic = (userAndPassword: string): Credentials => {
  const encoded = Buffer.from(userAndPassword, "utf8").toString("base64");
  const password = userAndPassword.slice(userAndPassword.indexOf(":") + 1);
  return { header: `Basic ${encoded}`, secrets: [userAndPassword, encoded, password] };
};

function findCredentials(find: Find, address: Address): Credentials | undefined {
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

function seconds(value: number | undefined, name: string, standard: number): number {
  if (value === undefined) return standard;
  if (!Number.isFinite(value) || value <= 0) {
    throw new PrefectSettingsError(`${name} is ${value}. Give a number of seconds greater than 0.`);
  }
  return value;
}

function checkConcurrency(value: number | undefined): number | undefined {
  if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
    throw new PrefectSettingsError(`maxConcurrency is ${value}. Give a whole number of at least 1.`);
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
    connectTimeout: seconds(settings.connectTimeout, "connectTimeout", 30),
    requestTimeout: seconds(settings.requestTimeout, "requestTimeout", 90),
    retryTimeout: seconds(settings.retryTimeout, "retryTimeout", 300),
    maxConcurrency: checkConcurrency(settings.maxConcurrency),
    userAgent: settings.userAgent ?? "cdktf-provider-prefect",
    env,
    secrets: [...(credentials?.secrets ?? []), ...Object.values(customHeaders)].filter(
      (secret) => secret.length > 3,
    ),
    sources: Object.fromEntries(sources),
  };
}
