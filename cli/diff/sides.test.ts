import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { resolveSettings } from "../../client";
import { type GivenSide, reach } from "./sides";

const folder = mkdtempSync(join(tmpdir(), "sides-"));
const file = join(folder, "profiles.toml");
writeFileSync(
  file,
  `active = "active"
[profiles.active]
PREFECT_API_URL = "http://active.example/api"
PREFECT_API_KEY = "key-of-active"
[profiles.staging]
PREFECT_API_URL = "http://staging.example/api"
PREFECT_API_AUTH_STRING = "user:staging"
`,
);

afterAll(() => rmSync(folder, { recursive: true }));

const env = {
  PREFECT_PROFILES_PATH: file,
  PREFECT_API_URL: "http://env.example/api",
  PREFECT_API_KEY: "key-of-env",
  SIDE_KEY: "key-of-side",
  SIDE_AUTH: "user:side",
};

const side = (given: string, more: Partial<GivenSide> = {}): GivenSide => ({
  word: "from",
  given,
  keyVariable: undefined,
  authVariable: undefined,
  ...more,
});

/** Where a request goes, and with which credentials. */
function reached(given: GivenSide, environment: Readonly<Record<string, string>> = env) {
  const { settings, name } = reach(given, environment);
  const { address, authorization } = resolveSettings(settings, settings.env ?? {}, (path) =>
    readFileSync(path, "utf8"),
  );
  const sent = authorization?.replace(/^Basic (.*)$/, (_, text) => atob(text));
  return [name, address, sent];
}

const { PREFECT_API_URL: _, PREFECT_API_KEY: __, ...quiet } = env;

it("takes a profile as it stands, whatever the environment says", () => {
  expect(reached(side("staging"))).toEqual(["staging", "http://staging.example/api", "user:staging"]);
  expect(reached(side("active"))).toEqual(["active", "http://active.example/api", "Bearer key-of-active"]);
});

it("sends no key to a URL but the one that is named for it", () => {
  for (const environment of [env, quiet]) {
    expect(reached(side("https://other.example"), environment)).toEqual([
      undefined,
      "https://other.example/api",
      undefined,
    ]);
  }
  expect(reached(side("https://other.example", { keyVariable: "SIDE_KEY" }))).toEqual([
    undefined,
    "https://other.example/api",
    "Bearer key-of-side",
  ]);
  expect(reached(side("staging", { authVariable: "SIDE_AUTH" }))[2]).toBe("user:side");
});

it("takes what other commands take for env", () => {
  expect(reached(side("env"))).toEqual([undefined, "http://env.example/api", "Bearer key-of-env"]);
  expect(reached(side("env"), quiet)).toEqual([
    undefined,
    "http://active.example/api",
    "Bearer key-of-active",
  ]);
});

it("takes the address of a workspace of Prefect Cloud", () => {
  const [account, workspace] = [1, 2].map((digit) => `0000000${digit}-0000-4000-8000-000000000000`);
  const url = `https://api.prefect.cloud/api/accounts/${account}/workspaces/${workspace}`;
  expect(reached(side(`${url}/`, { keyVariable: "SIDE_KEY" }))).toEqual([
    undefined,
    url,
    "Bearer key-of-side",
  ]);
  expect(() => reached(side("https://app.prefect.cloud/account/x"))).toThrow(
    "https://api.prefect.cloud/api/",
  );
});

it("refuses credentials on the command line without repeating them", () => {
  const secret = "pnu_abcdef";
  const trials = [
    side(`https://user:${secret}@host/api`),
    side("https://host", { keyVariable: secret }),
    side("https://host", { authVariable: secret }),
  ];
  for (const trial of trials) {
    expect(() => reach(trial, env)).toThrow(/--from-(key|auth)-env/);
    expect(() => reach(trial, env)).not.toThrow(secret);
  }
  expect(() => reach(side("x", { keyVariable: "SIDE_KEY", authVariable: "SIDE_AUTH" }), env)).toThrow(
    "either",
  );
});
