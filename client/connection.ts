import type { Agent, RequestOptions } from "node:http";
import { proxyAuthorization, proxyFor } from "./proxy";
import type { Environment } from "./settings";

export interface ConnectionSettings {
  readonly address: string;
  /** Further trusted authorities, as PEM text. */
  readonly authorities: string | undefined;
  readonly verifyTls: boolean;
  readonly env: Environment;
  /** The text of a file; undefined when there is none. */
  readonly readFile: (path: string) => string | undefined;
}

/** Where to send requests of one kind, in the words of `http.request`. */
export interface Route {
  readonly secure: boolean;
  readonly options: RequestOptions;
  /** What goes before the path: an origin when a proxy wants to know it. */
  readonly pathPrefix: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The connections to one API. `kept`: they stay open and are used again; `fresh`: each request has its own, so
 * that a request which must not be sent twice never meets a connection that has died while idle.
 */
export interface Connections {
  route(kind: "kept" | "fresh"): Route;
  close(): void;
}

/** What tells a proxy who asks. */
function proxyHeaders(proxy: URL): Readonly<Record<string, string>> {
  const authorization = proxyAuthorization(proxy);
  return authorization === undefined ? {} : { "proxy-authorization": authorization };
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

interface TlsOptions {
  readonly ca?: string[];
  readonly rejectUnauthorized: boolean;
}

/** Given authorities replace Node's own list, so the usual ones are named along with them. */
function tlsOptions(settings: ConnectionSettings): TlsOptions {
  // Said also where it is true: NODE_TLS_REJECT_UNAUTHORIZED is for every program, and not meant for this server.
  const checked = { rejectUnauthorized: settings.verifyTls };
  if (settings.authorities === undefined) return checked;
  const { rootCertificates }: typeof import("node:tls") = require("node:tls");
  const extraFile = settings.env.NODE_EXTRA_CA_CERTS;
  const extra = extraFile ? settings.readFile(extraFile) : undefined;
  return {
    ...checked,
    ca: [...rootCertificates, ...(extra === undefined ? [] : [extra]), settings.authorities],
  };
}

function makeAgent(secure: boolean, keepAlive: boolean, tls: Partial<TlsOptions>): Agent {
  if (secure) {
    const https: typeof import("node:https") = require("node:https");
    return new https.Agent({ keepAlive, ...tls });
  }
  const http: typeof import("node:http") = require("node:http");
  return new http.Agent({ keepAlive });
}

function makeTunnel(proxy: URL, keepAlive: boolean, tls: Partial<TlsOptions>): Agent {
  const { HttpsProxyAgent }: typeof import("https-proxy-agent") = require("https-proxy-agent");
  // It writes the URL to stderr where DEBUG is set: the credentials go beside it.
  const url = new URL(proxy);
  url.username = "";
  url.password = "";
  // The proxy's own certificate is checked against the same authorities.
  return new HttpsProxyAgent(url, { keepAlive, headers: proxyHeaders(proxy), ...tls });
}

/** Agents are made at the first request that needs them: most processes need but one, and some none. */
export function openConnections(settings: ConnectionSettings): Connections {
  const target = new URL(settings.address);
  const agents: Agent[] = [];
  const routes = new Map<string, Route>();

  const keep = (agent: Agent): Agent => {
    agents.push(agent);
    return agent;
  };

  const makeRoute = (keepAlive: boolean): Route => {
    const proxy = proxyFor(target, settings.env)?.url;
    const secure = target.protocol === "https:";
    const tls = secure || proxy?.protocol === "https:" ? tlsOptions(settings) : {};
    const direct = { hostname: hostOf(target), port: target.port || (secure ? 443 : 80) };
    if (proxy === undefined) {
      const agent = keep(makeAgent(secure, keepAlive, tls));
      return { secure, options: { ...direct, agent, ...tls }, pathPrefix: "", headers: {} };
    }
    if (secure) {
      const agent = keep(makeTunnel(proxy, keepAlive, tls));
      return { secure, options: { ...direct, agent, ...tls }, pathPrefix: "", headers: {} };
    }
    const toProxy = proxy.protocol === "https:";
    const agent = keep(makeAgent(toProxy, keepAlive, tls));
    const port = proxy.port || (toProxy ? 443 : 80);
    return {
      secure: toProxy,
      options: { hostname: hostOf(proxy), port, agent, ...tls },
      pathPrefix: target.origin,
      headers: { host: target.host, ...proxyHeaders(proxy) },
    };
  };

  return {
    route(kind) {
      const known = routes.get(kind);
      if (known !== undefined) return known;
      const made = makeRoute(kind === "kept");
      routes.set(kind, made);
      return made;
    },
    close() {
      for (const agent of agents) agent.destroy();
    },
  };
}
