import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import {
  apiVersion,
  createPrefectClient,
  describeProxy,
  isCloudAddress,
  PrefectApiError,
  type PrefectClient,
  proxyFor,
  type ResolvedSettings,
  resolveSettings,
  unwrap,
  unwrapWithStatus,
} from "../../client";
import { versionMeets } from "../../constructs/version-constraint";
import { type Finding, failed, failedBecause, ok, warning } from "./finding";

/** The oldest server that the provider is tested with. */
const oldest = "3.4";
const newest = apiVersion.split(".").slice(0, 2).join(".");

/** Seconds; somebody is waiting. */
const patience = { connectTimeout: 3, requestTimeout: 15, retryTimeout: 3 };

/** Seconds that the clocks of the server and of this machine may differ. */
const skew = 60;

/** The server that the provider would use without settings of its own: from the environment, or Prefect's profile. */
export async function checkServer(): Promise<readonly Finding[]> {
  let settings: ResolvedSettings;
  try {
    settings = resolveSettings({}, process.env, readIfThere);
  } catch (error) {
    return [failedBecause("address", error)];
  }
  const { address, sources } = settings;
  const found = [ok("address", `${address} (${sources.apiUrl ?? "the settings"})`)];
  const proxy = checkProxy(address);
  if (proxy?.status === "failed") return [...found, proxy];
  const client = createPrefectClient(patience);
  try {
    return [...found, ...(proxy === undefined ? [] : [proxy]), ...(await ask(client, settings))];
  } finally {
    client.close();
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function checkProxy(address: string): Finding | undefined {
  const target = new URL(address);
  try {
    const proxy = proxyFor(target, process.env);
    if (proxy === undefined) return undefined;
    const through = `requests go through the proxy ${describeProxy(proxy)}`;
    if (!isLoopback(target.hostname)) return ok("proxy", through);
    return warning(
      "proxy",
      `${through}, though the server is on this machine`,
      `Add ${target.hostname} to NO_PROXY.`,
    );
  } catch (error) {
    return failedBecause("proxy", error);
  }
}

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));

async function ask(client: PrefectClient, settings: ResolvedSettings): Promise<readonly Finding[]> {
  try {
    const sent = Date.now();
    const { data, error, response } = await client.GET("/admin/version");
    const clock = checkClock(response.headers.get("date"), sent);
    // Prefect Cloud tells no version.
    const isCloud = isCloudAddress(client.address);
    if (error !== undefined && !(isCloud && response.status === 404)) {
      return [...(await refused(client, settings)), ...clock];
    }
    const server = isCloud ? ok("server", "Prefect Cloud answers") : judgeVersion(data);
    const accepted = await credentials(client, settings);
    const tokens = accepted.every(({ status }) => status === "ok") ? await csrf(client, settings) : [];
    return [server, ...accepted, ...tokens, ...clock];
  } catch (error) {
    return [failedBecause("server", error)];
  }
}

/** Why the server did not tell its version: an answer of another kind than 401 and 403 is no matter of credentials. */
async function refused(client: PrefectClient, settings: ResolvedSettings): Promise<readonly Finding[]> {
  try {
    await unwrap(client.GET("/admin/version"));
    return await credentials(client, settings);
  } catch (error) {
    const isRefusal = error instanceof PrefectApiError && (error.status === 401 || error.status === 403);
    if (!isRefusal) return [failedBecause("server", error)];
    return [ok("server", "it answers, and tells no version yet"), failedBecause("credentials", error)];
  }
}

/** @param version as the server tells it */
export function judgeVersion(version: unknown): Finding {
  const text = String(version);
  const range = `the provider is tested with ${oldest} to ${newest}`;
  if (versionMeets(text, "< 3.0.0") === true) {
    return failed("server", `Prefect ${text} has another API`, `Upgrade the server: ${range}.`);
  }
  if (versionMeets(text, `>= ${oldest}.0`) === false) {
    return warning(
      "server",
      `Prefect ${text} is older than what the provider is tested with`,
      `Upgrade it: ${range}.`,
    );
  }
  if (versionMeets(text, `~> ${newest}.0`) === false && versionMeets(text, `> ${newest}.0`) === true) {
    const mend = "Look for a newer cdktf-provider-prefect where something fails.";
    return warning(
      "server",
      `Prefect ${text} is newer than what the provider is tested with (${newest})`,
      mend,
    );
  }
  return ok("server", `Prefect ${text} answers`);
}

/** Counting flows changes nothing and wants what a write wants: credentials, and a CSRF token where there are some. */
async function credentials(client: PrefectClient, settings: ResolvedSettings): Promise<readonly Finding[]> {
  try {
    await unwrap(client.POST("/flows/count", { body: {} }));
  } catch (error) {
    return [failedBecause(/CSRF/.test(String(error)) ? "csrf" : "credentials", error)];
  }
  const { authorization, customHeaders, sources } = settings;
  const given = [sources.authString, sources.apiKey].filter((source) => source !== undefined).join(" or ");
  if (authorization !== undefined) return [ok("credentials", `accepted (${given || "in the address"})`)];
  const isCustom = Object.keys(customHeaders).some((name) => name.toLowerCase() === "authorization");
  return [
    ok(
      "credentials",
      isCustom ? `accepted (${sources.customHeaders})` : "none are given, and none are needed",
    ),
  ];
}

/** A server with CSRF protection gives tokens out, and one without refuses to. */
async function csrf(client: PrefectClient, { csrf, sources }: ResolvedSettings): Promise<readonly Finding[]> {
  const query = { client: "cdktf-prefect-doctor" };
  try {
    const { status } = await unwrapWithStatus(client.GET("/csrf-token", { params: { query } }));
    return [ok("csrf", `the server wants CSRF tokens and gives them (${status})`)];
  } catch (error) {
    if (!(error instanceof PrefectApiError)) throw error;
    if (csrf !== true || error.status !== 422) return [];
    const mend = `It does no harm; ${sources.csrf ?? "the setting"} is not needed.`;
    return [warning("csrf", "CSRF tokens are switched on, and the server has none", mend)];
  }
}

function checkClock(date: string | null, sent: number): readonly Finding[] {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return [];
  const now = Date.now();
  // The header has whole seconds, and the answer was made at some time in between.
  const seconds = Math.round(Math.max(sent - server - 1000, server - now, 0) / 1000);
  if (seconds <= skew) return [];
  const found = `the clocks of the server and of this machine differ by ${seconds} s`;
  return [warning("clock", found, "Set them by NTP: times of schedules and tokens depend on them.")];
}
