import { PrefectSettingsError } from "./errors";
import { withoutKeys } from "./hide";

export interface Address {
  /** The API's URL, without credentials and without a trailing slash. */
  readonly url: string;
  /** `user:password`, when the URL held them. */
  readonly credentials: string | undefined;
  readonly accountId: string | undefined;
  readonly workspaceId: string | undefined;
}

const workspacePath = /\/accounts\/([^/]+)\/workspaces\/([^/]+)$/;

/** Is it Prefect Cloud's own? @param address the API's URL */
export const isCloudAddress = (address: string): boolean => new URL(address).hostname === "api.prefect.cloud";

const example = "Give it as http://127.0.0.1:4200/api, say.";

/** What stands where a port belongs and is none: part of a password, or of a key. */
const strangePort = /^((?:https?:\/\/)?(?:\[[^\]/?#]*\]|[^/?#:[]*):)(?!\/\/|\d{1,5}(?:[/?#]|$)).+$/is;

/** A password that begins with digits and goes on with a slash: the digits look like a port, and the rest like a path. */
const passwordAsPath = /^(https?:\/\/[^/?#]*:)\d+\/.*@.*$/is;

/** One word: the name of a machine, or a key that stands where the address belongs. */
const bareWord = /^(?!localhost$)[^\s./:@[\]\u2026]+$/i;

/** The text with any `user:password@`, and what else may be a secret in it, left out, for use in messages. */
export const withoutCredentials = (text: string): string =>
  withoutKeys(text.replace(/\/\/[^/?#]*@/, "//"))
    .replace(passwordAsPath, "$1…")
    .replace(strangePort, "$1…")
    .replace(bareWord, "…");

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parsed(text: string, source: string): URL {
  const shown = withoutCredentials(text);
  const hasScheme = /^https?:\/\//i.test(text);
  if (!hasScheme) {
    throw new PrefectSettingsError(
      `The API address "${shown}" (${source}) does not begin with http:// or https://. ${example}`,
    );
  }
  if (!URL.canParse(text)) {
    throw new PrefectSettingsError(`The API address "${shown}" (${source}) is not a URL. ${example}`);
  }
  if (passwordAsPath.test(text)) {
    throw new PrefectSettingsError(
      `The API address "${shown}" (${source}) has an @ in its path. Write a / in a password as %2F, and an @ in a path as %40.`,
    );
  }
  const url = new URL(text);
  if (url.search !== "" || url.hash !== "") {
    throw new PrefectSettingsError(
      `The API address "${shown.replace(/[?#].*$/, "")}" (${source}) must not have a query or a fragment.`,
    );
  }
  if (url.hostname === "app.prefect.cloud") {
    throw new PrefectSettingsError(
      `The API address "${shown}" (${source}) is that of Prefect Cloud's pages. The API is at ` +
        "https://api.prefect.cloud/api/accounts/<account id>/workspaces/<workspace id>.",
    );
  }
  return url;
}

/**
 * Brings the address of an API into its one form: `/api` is added where it is missing (also behind a path prefix
 * and before `/accounts/…`), slashes at the end and credentials are taken off.
 *
 * @example normaliseAddress("https://host/prefix/", "PREFECT_API_URL").url // "https://host/prefix/api"
 * @param source where the address comes from, for messages
 */
export function normaliseAddress(text: string, source: string): Address {
  const url = parsed(text.trim(), source);
  const path = url.pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "");
  const workspace = workspacePath.exec(path);
  const base = workspace === null ? path : path.slice(0, workspace.index);
  const apiPath = /\/api$/.test(base) ? base : `${base}/api`;
  const credentials = url.username === "" ? undefined : `${decoded(url.username)}:${decoded(url.password)}`;
  return {
    url: `${url.origin}${apiPath}${workspace?.[0] ?? ""}`,
    credentials,
    accountId: workspace?.[1],
    workspaceId: workspace?.[2],
  };
}

/** The same address, for the given workspace of Prefect Cloud. */
export function inWorkspace(address: Address, accountId: string, workspaceId: string): Address {
  const base = address.url.replace(workspacePath, "");
  return {
    ...address,
    url: `${base}/accounts/${accountId}/workspaces/${workspaceId}`,
    accountId,
    workspaceId,
  };
}
