import { BlockList, isIP } from "node:net";
import { PrefectSettingsError } from "./errors";
import type { Environment } from "./settings";

/** The first of these variables that is set, and what it is set to. */
function firstSet(env: Environment, ...names: readonly string[]) {
  for (const name of names.flatMap((each) => [each.toLowerCase(), each.toUpperCase()])) {
    const value = env[name];
    if (value) return { name, value };
  }
  return undefined;
}

export interface Proxy {
  readonly url: URL;
  /** The environment variable that sets it. */
  readonly source: string;
}

/** Why there is no tunnel: what a proxy answered to CONNECT. */
export class ProxyRefusal extends Error {
  constructor(readonly status: number) {
    super(`the proxy answered CONNECT with ${status}`);
  }
}

/** A proxy in words, without its credentials: `http://10.0.0.1:3128, which HTTPS_PROXY sets`. */
export const describeProxy = ({ url, source }: Proxy): string =>
  `${url.protocol}//${url.host}, which ${source} sets`;

/** The proxy's credentials as a header's value; undefined: it has none. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  const userAndPassword = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(userAndPassword).toString("base64")}`;
}

/** The URL of a proxy; undefined for a text that is none, or has credentials that cannot be read. */
function proxyUrl(text: string): URL | undefined {
  if (!/^https?:/i.test(text)) return undefined;
  try {
    const url = new URL(text);
    proxyAuthorization(url);
    return url;
  } catch {
    return undefined;
  }
}

const defaultPorts: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

function inSubnet(host: string, entry: string): boolean {
  const [network = "", bits = ""] = entry.split("/");
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || !/^\d+$/.test(bits)) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), type);
  return list.check(host, type);
}

function matches(host: string, port: string, entry: string): boolean {
  if (entry === "*" || inSubnet(host, entry)) return true;
  const [, bracketed, plain, entryPort] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  const name = (bracketed ?? plain ?? entry).replace(/^\*?\./, "");
  if (entryPort !== undefined && entryPort !== port) return false;
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

/**
 * The proxy to reach `target` through, from `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` (the lower-case
 * names first). An entry of `NO_PROXY` is a host, which covers its subdomains, an address, a subnet, or `*`, with a
 * port or without.
 * @returns undefined: no proxy
 * @throws PrefectSettingsError for a proxy that is not a URL; it holds nothing of the value
 */
export function proxyFor(target: URL, env: Environment): Proxy | undefined {
  const found = firstSet(env, target.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY", "ALL_PROXY");
  if (found === undefined) return undefined;
  const { name, value } = found;
  const host = target.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const port = target.port || defaultPorts[target.protocol] || "";
  const exceptions = (firstSet(env, "NO_PROXY")?.value ?? "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "");
  if (exceptions.some((entry) => matches(host, port, entry))) return undefined;
  const url = proxyUrl(value.includes("://") ? value : `http://${value}`);
  if (url === undefined) {
    throw new PrefectSettingsError(`${name} in the environment is not the URL of an HTTP proxy.`);
  }
  return { url, source: name };
}
