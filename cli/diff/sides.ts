import { devNull } from "node:os";
import type { Environment, PrefectSettings } from "../../client";
import { Trouble } from "../report/trouble";

/** How one of the two servers was named. */
export interface GivenSide {
  /** `from` or `to`: how options and messages call it. */
  readonly word: "from" | "to";
  /** A profile's name, the URL of an API, or `env`. */
  readonly given: string;
  /** Names of the environment variables with an API key, and with `user:password`. */
  readonly keyVariable: string | undefined;
  readonly authVariable: string | undefined;
}

/** How to reach one of the two servers. */
export interface ReachedSide {
  readonly settings: PrefectSettings;
  /** What the reader calls it; undefined: the address. */
  readonly name: string | undefined;
  /** Where its address comes from, in words. */
  readonly source: string;
}

/** What commands that know but one server use: the environment, or the active profile. */
export const ofEnvironment = "env";

/** What tells in the environment which server is meant, and who asks: not for a server that was named. */
const ownVariables = new Set([
  "PREFECT_API_URL",
  "PREFECT_API_KEY",
  "PREFECT_API_AUTH_STRING",
  "PREFECT_BASIC_AUTH_KEY",
  "PREFECT_CLIENT_CUSTOM_HEADERS",
  "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED",
  "PREFECT_CSRF_ENABLED",
  "PREFECT_CLOUD_ACCOUNT_ID",
  "PREFECT_PROFILE",
]);

const withoutServer = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !ownVariables.has(name)));

/** The value of the variable that an option names. The name is not told: somebody may have put the key itself there. */
function secretIn(variable: string | undefined, option: string, env: Environment): string | undefined {
  if (variable === undefined) return undefined;
  const value = env[variable];
  if (value !== undefined && value !== "") return value;
  throw new Trouble(
    `reading ${option}`,
    `It has to be the name of an environment variable that is set; the one given is not. The value itself must not stand on the command line.`,
  );
}

const isUrl = (text: string): boolean => /^[a-z][a-z+.-]*:\/\//i.test(text);

/**
 * How to reach a server that was named: a profile as it stands, whatever the environment says; a URL without
 * credentials but those of `--from-key-env` and so on, so that no key goes to a server that it is not for.
 * @throws Trouble
 */
export function reach({ word, given, keyVariable, authVariable }: GivenSide, env: Environment): ReachedSide {
  const option = (what: string) => `--${word}-${what}-env`;
  const apiKey = secretIn(keyVariable, option("key"), env);
  const authString = secretIn(authVariable, option("auth"), env);
  if (apiKey !== undefined && authString !== undefined) {
    throw new Trouble(`reading ${option("auth")}`, `Give either ${option("key")} or ${option("auth")}.`);
  }
  const argumentNames: Readonly<Record<string, string>> = {
    apiUrl: word.toUpperCase(),
    profile: word.toUpperCase(),
    apiKey: option("key"),
    authString: option("auth"),
  };
  const common = {
    apiKey,
    authString,
    describeArgument: (name: string) => argumentNames[name] ?? name,
  };
  if (given === ofEnvironment) {
    return {
      settings: { ...common, env },
      name: undefined,
      source: env.PREFECT_API_URL ? "PREFECT_API_URL" : "the active profile",
    };
  }
  if (!isUrl(given)) {
    return {
      settings: { ...common, profile: given, env: withoutServer(env) },
      name: given,
      source: `the profile "${given}"`,
    };
  }
  if (/^[^/]*\/\/[^/?#]*@/.test(given)) {
    throw new Trouble(
      `reading ${word.toUpperCase()}`,
      `The URL holds credentials, which everybody on this machine can see. Put them into an environment variable as user:password, and name that by ${option("auth")}.`,
    );
  }
  return {
    // No profile: the active one is for another server.
    settings: { ...common, apiUrl: given, env: { ...withoutServer(env), PREFECT_PROFILES_PATH: devNull } },
    name: undefined,
    source: "given",
  };
}
