import { rootCertificates } from "node:tls";
import { describe, expect, it } from "vitest";
import { PrefectSettingsError } from "./errors";
import { type ResolvedSettings, resolveSettings } from "./resolve-settings";
import type { Environment, PrefectSettings } from "./settings";

const home = { HOME: "/home/me" };
const account = "11111111-1111-4111-8111-111111111111";
const workspace = "22222222-2222-4222-8222-222222222222";

function resolve(
  settings: PrefectSettings,
  env: Environment = {},
  files: Record<string, string> = {},
): ResolvedSettings {
  return resolveSettings(settings, { ...home, ...env }, (path) => files[path]);
}

const profiles = `
active = "office"
[profiles.office]
PREFECT_API_URL = "http://office:4200/api"
PREFECT_API_KEY = "office-key"
PREFECT_CLIENT_CSRF_SUPPORT_ENABLED = "false"
PREFECT_API_TLS_INSECURE_SKIP_VERIFY = true
PREFECT_CLIENT_CUSTOM_HEADERS = '{"X-Team": "data"}'
[profiles.other]
PREFECT_API_URL = "http://other:4200"
PREFECT_API_AUTH_STRING = "me:secret-word"
`;
const file = "/home/me/.prefect/profiles.toml";

describe("the order of sources", () => {
  it("is argument, environment, profile, each setting for itself", () => {
    const files = { [file]: profiles };
    expect(resolve({}, {}, files)).toMatchObject({
      address: "http://office:4200/api",
      authorization: "Bearer office-key",
      csrf: false,
      verifyTls: false,
      customHeaders: { "X-Team": "data" },
    });
    const env = { PREFECT_API_URL: "http://env:1/api", PREFECT_CSRF_ENABLED: "1" };
    expect(resolve({}, env, files)).toMatchObject({
      address: "http://env:1/api",
      authorization: "Bearer office-key",
      csrf: true,
    });
    expect(resolve({ apiUrl: "http://arg:1", csrf: false }, env, files)).toMatchObject({
      address: "http://arg:1/api",
      csrf: false,
    });
  });

  it("says where each setting came from", () => {
    const { sources } = resolve(
      { apiUrl: "http://arg" },
      { PREFECT_API_AUTH_STRING: "a:bcdef" },
      { [file]: profiles },
    );
    expect(sources).toMatchObject({ apiUrl: "the argument apiUrl", authString: "PREFECT_API_AUTH_STRING" });
    expect(sources.apiKey).toContain('profile "office"');
  });

  it("takes empty values as not given", () => {
    const env = { PREFECT_API_URL: "", PREFECT_API_KEY: "" };
    expect(resolve({ apiKey: "" }, env, { [file]: profiles }).authorization).toBe("Bearer office-key");
  });

  it("knows the official provider's names, after Prefect's own", () => {
    const url = { PREFECT_API_URL: "http://h" };
    const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
    expect(resolve({}, { ...url, PREFECT_BASIC_AUTH_KEY: "a:b" }).authorization).toBe(basic("a:b"));
    const both = { ...url, PREFECT_BASIC_AUTH_KEY: "a:b", PREFECT_API_AUTH_STRING: "c:dé" };
    expect(resolve({}, both).authorization).toBe(basic("c:dé"));
  });
});

describe("credentials", () => {
  const url = { PREFECT_API_URL: "http://h" };
  it("prefer the auth string to a key from an equal or weaker source", () => {
    expect(
      resolve({}, { ...url, PREFECT_API_KEY: "k", PREFECT_API_AUTH_STRING: "a:b" }).authorization,
    ).toMatch(/^Basic/);
    expect(resolve({ authString: "a:b" }, { ...url, PREFECT_API_KEY: "k" }).authorization).toMatch(/^Basic/);
    expect(resolve({ apiKey: "k" }, { ...url, PREFECT_API_AUTH_STRING: "a:b" }).authorization).toBe(
      "Bearer k",
    );
  });
  it("in the address count when nothing else is given", () => {
    expect(resolve({ apiUrl: "http://me:pw@h" })).toMatchObject({
      address: "http://h/api",
      authorization: "Basic bWU6cHc=",
    });
    expect(resolve({ apiUrl: "http://me:pw@h", apiKey: "k" }).authorization).toBe("Bearer k");
  });
  it("are trimmed, and refused without being shown when they cannot be a header", () => {
    expect(resolve({ apiUrl: "http://h", apiKey: " pnu_abc\n" }).authorization).toBe("Bearer pnu_abc");
    const bad = () => resolve({ apiUrl: "http://h", apiKey: "pnu_\nabc" });
    expect(bad).toThrow("the argument apiKey");
    expect(bad).not.toThrow("abc");
  });
  it.each<PrefectSettings>([
    { accountId: "pnu_abc" },
    { workspaceId: "pnu_abc" },
    { profile: "pnu_abc" },
    { profileFile: "/nowhere/pnu_abc" },
    { sslCertFile: "pnu_abc" },
    { customHeaders: { "Bearer pnu_abc": "x" } },
  ])("are not shown where another setting belongs: %o", (setting) => {
    const bad = () => resolve({ apiUrl: "http://h", ...setting });
    expect(bad).toThrow("pnu_…");
    expect(bad).not.toThrow("abc");
  });
});

describe("profiles", () => {
  it("are chosen by argument, then by PREFECT_PROFILE, then the active one", () => {
    const files = { [file]: profiles };
    expect(resolve({ profile: "other" }, { PREFECT_PROFILE: "office" }, files).address).toBe(
      "http://other:4200/api",
    );
    expect(resolve({}, { PREFECT_PROFILE: "other" }, files).address).toBe("http://other:4200/api");
  });
  it("are found in PREFECT_PROFILES_PATH, PREFECT_HOME, or the file given", () => {
    expect(resolve({}, { PREFECT_PROFILES_PATH: "/p.toml" }, { "/p.toml": profiles }).address).toContain(
      "office",
    );
    expect(resolve({}, { PREFECT_HOME: "/ph" }, { "/ph/profiles.toml": profiles }).address).toContain(
      "office",
    );
    expect(resolve({ profileFile: "~/q.toml" }, {}, { "/home/me/q.toml": profiles }).address).toContain(
      "office",
    );
    expect(() => resolve({ profileFile: "/none.toml" })).toThrow("/none.toml");
  });
  it("that do not exist are refused, naming those that do", () => {
    expect(() => resolve({ profile: "nope" }, {}, { [file]: profiles })).toThrow(/"nope".*"office", "other"/);
    expect(() => resolve({ profile: "nope" })).toThrow(file);
  });
  it("come with Prefect's own, such as local", () => {
    expect(resolve({}, {}, { [file]: 'active = "local"\n[profiles]\n' }).address).toBe(
      "http://127.0.0.1:4200/api",
    );
  });
  it("that are named like a property of every object are not found", () => {
    expect(() => resolve({ profile: "constructor" }, {}, { [file]: profiles })).toThrow("constructor");
  });
  it("in a file that is not TOML are refused, naming the file and not what it holds", () => {
    const broken = () => resolve({ apiUrl: "http://h" }, {}, { [file]: 'PREFECT_API_KEY = "s3cret' });
    expect(broken).toThrow(file);
    expect(broken).not.toThrow("s3cret");
  });
  it("that are active but gone are passed over", () => {
    expect(resolve({ apiUrl: "http://h" }, {}, { [file]: 'active = "gone"' }).address).toBe("http://h/api");
  });
});

describe("no address", () => {
  it("is an error that names the ways to give one, and never Prefect Cloud", () => {
    const nothing = () => resolve({});
    expect(nothing).toThrow(PrefectSettingsError);
    for (const way of ["PREFECT_API_URL", "endpoint", "apiUrl", "profiles.toml"])
      expect(nothing).toThrow(way);
    expect(nothing).not.toThrow("prefect.cloud");
    expect(() => resolve({ apiUrl: " " }, { PREFECT_API_URL: "http://h" })).toThrow("empty");
  });
});

describe("workspaces of Prefect Cloud", () => {
  const cloud = "https://api.prefect.cloud";
  const full = `${cloud}/api/accounts/${account}/workspaces/${workspace}`;
  it("are given in the address or as two ids", () => {
    expect(resolve({ apiUrl: full }).address).toBe(full);
    expect(resolve({ apiUrl: cloud, accountId: account, workspaceId: workspace }).address).toBe(full);
    expect(
      resolve({ apiUrl: cloud, workspaceId: workspace }, { PREFECT_CLOUD_ACCOUNT_ID: account }).address,
    ).toBe(full);
  });
  it("must be complete", () => {
    expect(() => resolve({ apiUrl: cloud })).toThrow("workspace");
    expect(() => resolve({ apiUrl: cloud, accountId: account })).toThrow("workspaceId is missing");
    expect(() => resolve({ apiUrl: cloud, workspaceId: workspace })).toThrow("accountId is missing");
    expect(() => resolve({ apiUrl: cloud, accountId: "x", workspaceId: workspace })).toThrow("not a UUID");
  });
  it("do not come from a variable when the address is complete or of a server of one's own", () => {
    const env = { PREFECT_CLOUD_ACCOUNT_ID: "33333333-3333-4333-8333-333333333333" };
    expect(resolve({ apiUrl: full }, env).address).toBe(full);
    expect(resolve({ apiUrl: "http://h" }, env).address).toBe("http://h/api");
  });
});

describe("other settings", () => {
  it("are called in errors as the caller wants", () => {
    const describeArgument = (name: string) => `the setting ${name.toLowerCase()}`;
    expect(() => resolve({ apiUrl: "nonsense", describeArgument })).toThrow("the setting apiurl");
    expect(() => resolve({ apiUrl: "http://h", requestTimeout: -1, describeArgument })).toThrow(
      "The setting requesttimeout is -1",
    );
  });

  it("read booleans as Prefect does, and refuse other words", () => {
    const csrf = (text: string) =>
      resolve({ apiUrl: "http://h" }, { PREFECT_CLIENT_CSRF_SUPPORT_ENABLED: text }).csrf;
    for (const word of ["true", "True", "1", "yes", "on", "T"]) expect(csrf(word)).toBe(true);
    for (const word of ["false", "FALSE", "0", "no", "off"]) expect(csrf(word)).toBe(false);
    expect(resolve({ apiUrl: "http://h" }).csrf).toBeUndefined();
    expect(() => csrf("maybe")).toThrow("PREFECT_CLIENT_CSRF_SUPPORT_ENABLED");
  });

  it.each(["{}", "[]", "2026-01-02"])("refuse what is no word in a profile: %s", (value) => {
    const text = `active = "a"\n[profiles.a]\nPREFECT_API_URL = "http://h"\nPREFECT_CSRF_ENABLED = ${value}\n`;
    expect(() => resolve({}, {}, { [file]: text })).toThrow(PrefectSettingsError);
  });

  it("refuse times and limits that make no sense", () => {
    for (const name of ["connectTimeout", "requestTimeout", "retryTimeout", "maxConcurrency"]) {
      for (const value of [0, -1, Number.NaN])
        expect(() => resolve({ apiUrl: "http://h", [name]: value })).toThrow(name);
    }
  });
  it("read the certificate file", () => {
    const pem = rootCertificates.slice(0, 2).join("\n");
    const env = { PREFECT_API_URL: "https://h", PREFECT_API_SSL_CERT_FILE: "/ca.pem" };
    expect(resolve({}, env, { "/ca.pem": pem }).authorities).toBe(pem);
    const half = `${pem}\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`;
    expect(() => resolve({}, env, { "/ca.pem": half })).toThrow("certificate 3 of its 3");
    expect(() => resolve({}, env)).toThrow("/ca.pem");
    expect(() => resolve({}, env, { "/ca.pem": "key" })).toThrow("PEM");
  });
});

describe("custom headers", () => {
  const headers = (value: PrefectSettings["customHeaders"]) =>
    resolve({ apiUrl: "http://h", customHeaders: value }).customHeaders;
  it("are an object, or JSON of one", () => {
    expect(headers({ "X-A": "1" })).toEqual({ "X-A": "1" });
    expect(headers('{"X-A": "1", "Authorization": "Bearer x"}')).toEqual({
      "X-A": "1",
      Authorization: "Bearer x",
    });
    expect(headers("")).toEqual({});
  });
  it.each(["user-agent", "USER-AGENT", "Prefect-Csrf-Token", "prefect-csrf-CLIENT", "Content-Length"])(
    "may not be %s",
    (name) => expect(() => headers({ [name]: "s3cret" })).toThrow(new RegExp(`"${name}".*protected`)),
  );
  it.each([
    "nope",
    "[1]",
    "3",
    '{"X-A": 1}',
    '{"X A": "s3cret"}',
    '{"X-A": "s3cret\\r\\nX-B: 1"}',
    '{"": "s3cret"}',
  ])("are refused without their value: %s", (text) => {
    expect(() => headers(text)).toThrow(PrefectSettingsError);
    expect(() => headers(text)).not.toThrow("s3cret");
  });
});
