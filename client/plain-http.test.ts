import { describe, expect, it } from "vitest";
import { createPrefectClient } from "./client";
import { isLoopback } from "./plain-http";
import type { PrefectSettings } from "./settings";

it.each([
  ["localhost", true],
  ["LOCALHOST", true],
  ["a.b.localhost", true],
  ["localhost.", true],
  ["127.0.0.1", true],
  ["127.8.9.10", true],
  ["[::1]", true],
  ["[::ffff:7f00:1]", true],
  ["localhost.example.com", false],
  ["mylocalhost", false],
  ["127.0.0.1.example.com", false],
  ["128.0.0.1", false],
  ["0.0.0.0", false],
  ["[::2]", false],
  ["10.0.0.1", false],
])("%s leads to this machine itself: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

describe("a client", () => {
  const warningsOf = (settings: PrefectSettings): readonly string[] => {
    const warnings: string[] = [];
    const onWarning = (text: string) => warnings.push(text);
    createPrefectClient({ env: { HOME: "/nowhere" }, onWarning, ...settings }).close();
    return warnings;
  };

  it.each<[string, PrefectSettings]>([
    ["a key", { apiKey: "pnu_Planted" }],
    ["an auth string", { authString: "admin:Planted" }],
    ["a header", { customHeaders: { "x-API-key": "Planted" } }],
    ["a gateway's header", { customHeaders: { "CF-Access-Client-Secret": "Planted" } }],
    ["an address with a password", { apiUrl: "http://admin:Planted@prefect.example:4200/api" }],
  ])("warns of %s that goes over plain HTTP to another machine, and does not show it", (_what, settings) => {
    const [warning, ...others] = warningsOf({ apiUrl: "http://prefect.example:4200/api", ...settings });
    expect(warning).toMatch(/is sent to prefect\.example:4200 without encryption/);
    expect(warning).not.toContain("Planted");
    expect(others).toEqual([]);
  });

  it("warns of a key that goes to another machine though the server is on this one: to a proxy", () => {
    const key = { apiUrl: "http://127.0.0.1:4200/api", apiKey: "pnu_Planted" };
    const env = { HOME: "/nowhere", HTTP_PROXY: "http://me:Planted@proxy.example:3128" };
    const [warning, ...others] = warningsOf({ ...key, env });
    expect(warning).toMatch(/to the proxy http:\/\/proxy\.example:3128, .* Add 127\.0\.0\.1 to NO_PROXY/);
    expect(warning).not.toContain("Planted");
    expect(others).toEqual([]);
    expect(warningsOf({ ...key, env: { ...env, NO_PROXY: "127.0.0.1" } })).toEqual([]);
    expect(warningsOf({ ...key, env: { ...env, HTTP_PROXY: "localhost:3128" } })).toEqual([]);
  });

  it.each<[string, PrefectSettings]>([
    ["over TLS", { apiUrl: "https://prefect.example/api", apiKey: "pnu_Planted" }],
    ["to this machine", { apiUrl: "http://127.0.0.2:4200/api", apiKey: "pnu_Planted" }],
    ["without a secret", { apiUrl: "http://prefect.example/api", customHeaders: { "x-team": "a" } }],
  ])("does not warn %s", (_what, settings) => {
    expect(warningsOf(settings)).toEqual([]);
  });
});
