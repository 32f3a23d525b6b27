import { describeProxy, proxyFor } from "./proxy";
import type { ResolvedSettings } from "./resolve-settings";

/** Does a name or address lead to this machine itself? What is sent there passes nobody. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "::1" ||
    /^127\.\d+\.\d+\.\d+$/.test(host) ||
    /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(host)
  );
}

/** Names of headers as they are in use for secrets: `CF-Access-Client-Secret`, `X-API-Key`, `Cookie`. */
const secretHeader = /auth|cookie|credential|key|passw|secret|signature|token/i;

type Settings = Pick<ResolvedSettings, "address" | "authorization" | "customHeaders" | "env" | "sources">;

/** What of the settings is a secret that every request carries, in words. */
function secretOf({ authorization, customHeaders, sources }: Settings): string | undefined {
  const header = Object.keys(customHeaders).find((name) => secretHeader.test(name));
  if (header !== undefined) return `The header ${header} (${sources.customHeaders ?? "a custom header"})`;
  if (authorization === undefined) return undefined;
  const source = authorization.startsWith("Bearer ") ? sources.apiKey : sources.authString;
  return source === undefined ? "The password in the API's address" : `The secret of ${source}`;
}

/**
 * A warning when credentials would go unencrypted to another machine; undefined when they do not.
 * @throws PrefectSettingsError for a proxy that is none
 */
export function warnOfPlainHttp(settings: Settings): string | undefined {
  const url = new URL(settings.address);
  const secret = secretOf(settings);
  if (url.protocol !== "http:" || secret === undefined) return undefined;
  if (isLoopback(url.hostname)) {
    const proxy = proxyFor(url, settings.env);
    if (proxy === undefined || isLoopback(proxy.url.hostname)) return undefined;
    return (
      `${secret} is sent without encryption to the proxy ${describeProxy(proxy)}, though the API's address ` +
      `${settings.address} is on this machine. Whoever can listen on the way can read it and use it. Add ${url.hostname} to NO_PROXY.`
    );
  }
  return (
    `${secret} is sent to ${url.host} without encryption, because the API's address ${settings.address} begins with http://. ` +
    "Whoever can listen on the way can read it and use it. Give the address with https://, and let the server, or a proxy before it, speak TLS."
  );
}
