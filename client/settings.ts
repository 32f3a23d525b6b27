import type { CustomHeaders } from "./custom-headers";
import type { Try } from "./try";

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
  /**
   * Deployments and flows like those that were read by their ids are read before anyone asks for them: for a plan,
   * which goes through a whole state. The numbers: so many of them will probably be asked for, 0 if nobody knows. By
   * default none are.
   */
  readonly readAhead?: { readonly deployments: number; readonly flows: number } | undefined;
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
