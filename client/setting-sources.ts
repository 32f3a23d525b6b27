import { homedir } from "node:os";
import { join } from "node:path";
import { PrefectSettingsError } from "./errors";
import { findProfile, type Profile } from "./profiles";
import type { Environment, PrefectSettings } from "./settings";

/** The text of a file; undefined when there is no such file. */
export type ReadFile = (path: string) => string | undefined;

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
export interface Found {
  readonly value: unknown;
  readonly source: string;
  readonly rank: number;
}

export type Find = (name: SettingName) => Found | undefined;

/** How the caller's user knows an argument. */
export const argument = (settings: PrefectSettings, name: string): string =>
  settings.describeArgument?.(name) ?? `the argument ${name}`;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

function firstGiven(
  names: readonly string[],
  values: Readonly<Record<string, unknown>>,
): [string, unknown] | undefined {
  const name = names.find((candidate) => Object.hasOwn(values, candidate) && isGiven(values[candidate]));
  return name === undefined ? undefined : [name, values[name]];
}

/** Looks settings up in their order: argument, environment, profile. An empty string counts as not given. */
export function finder(
  settings: PrefectSettings,
  env: Environment,
  profile: LocatedProfile | undefined,
): Find {
  return (name) => {
    if (isGiven(settings[name])) return { value: settings[name], source: argument(settings, name), rank: 0 };
    const fromEnv = firstGiven(variables[name], env);
    if (fromEnv !== undefined) return { value: fromEnv[1], source: fromEnv[0], rank: 1 };
    const fromProfile = profile && firstGiven(variables[name], profile.settings);
    if (profile === undefined || fromProfile === undefined) return undefined;
    const source = `${fromProfile[0]} of the profile "${profile.name}" in ${profile.file}`;
    return { value: fromProfile[1], source, rank: 2 };
  };
}

export interface LocatedProfile extends Profile {
  readonly file: string;
}

function home(env: Environment): string {
  try {
    return env.HOME || env.USERPROFILE || homedir();
  } catch {
    // A container's user without a name has none; Docker then takes this.
    return "/";
  }
}

/** `~` at the beginning of a path as the home folder. */
export const inHome = (path: string, env: Environment): string =>
  path === "~" || path.startsWith("~/") ? join(home(env), path.slice(1)) : path;

function profilesFile(settings: PrefectSettings, env: Environment): string {
  const named = settings.profileFile || env.PREFECT_PROFILES_PATH;
  if (named) return inHome(named, env);
  return join(
    env.PREFECT_HOME ? inHome(env.PREFECT_HOME, env) : join(home(env), ".prefect"),
    "profiles.toml",
  );
}

/** The profile that is named, or else the active one; undefined: there is none. */
export function readProfile(
  settings: PrefectSettings,
  env: Environment,
  readFile: ReadFile,
): LocatedProfile | undefined {
  const file = profilesFile(settings, env);
  const text = readNamedFile(file, "the Prefect profiles file", readFile);
  if (text === undefined && settings.profileFile) {
    throw new PrefectSettingsError(
      `The Prefect profiles file ${file} (${argument(settings, "profileFile")}) does not exist.`,
    );
  }
  const name = settings.profile || env.PREFECT_PROFILE || undefined;
  const profile = findProfile({ text, file, name });
  return profile && { ...profile, file };
}

/** Reads a file that a setting names; undefined: it does not exist. */
export function readNamedFile(path: string, what: string, readFile: ReadFile): string | undefined {
  try {
    return readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PrefectSettingsError(
      `${what[0]?.toUpperCase()}${what.slice(1)} ${path} cannot be read: ${reason}`,
    );
  }
}
