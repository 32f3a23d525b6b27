import { describe, expect, it } from "vitest";
import { proxyFor } from "./proxy";

const via = (url: string, env: Record<string, string>) => proxyFor(new URL(url), env)?.url.href;

describe("proxyFor", () => {
  it("goes by the scheme of the target; lower-case names come first", () => {
    const env = { HTTPS_PROXY: "http://s:1", HTTP_PROXY: "http://p:2" };
    expect(via("https://host/api", env)).toBe("http://s:1/");
    expect(via("http://host/api", env)).toBe("http://p:2/");
    expect(via("http://host/api", { ...env, http_proxy: "http://lower:3" })).toBe("http://lower:3/");
    expect(via("https://host/api", { ALL_PROXY: "a:4" })).toBe("http://a:4/");
    expect(via("https://host/api", { HTTP_PROXY: "http://p:2", HTTPS_PROXY: "" })).toBeUndefined();
  });

  it.each([
    ["host.example.org", true],
    ["example.org", true],
    [".example.org", true],
    ["*.example.org", true],
    ["ample.org", false],
    ["other, host.example.org", true],
    ["HOST.example.org:443", true],
    ["host.example.org:80", false],
    ["*", true],
    ["", false],
  ])("NO_PROXY=%s and https://host.example.org: exempt %s", (NO_PROXY, exempt) => {
    expect(via("https://host.example.org/api", { HTTPS_PROXY: "p:1", NO_PROXY }) === undefined).toBe(exempt);
  });

  it.each([
    ["http://127.0.0.1:4200", "127.0.0.1", true],
    ["http://127.0.0.1:4200", "127.0.0.0/8", true],
    ["http://10.1.2.3", "10.1.0.0/16,x", true],
    ["http://10.2.2.3", "10.1.0.0/16", false],
    ["http://10.2.2.3", "10.1.0.0/99", false],
    ["http://[fd00::1]:4200", "[fd00::1]", true],
    ["http://[fd00::1]:4200", "fd00::/8", true],
    ["http://1.2.3.4", "3.4", false],
  ])("%s with NO_PROXY=%s: exempt %s", (url, no_proxy, exempt) => {
    expect(via(url, { HTTP_PROXY: "p:1", no_proxy }) === undefined).toBe(exempt);
  });

  it("refuses what is no HTTP proxy, without showing it", () => {
    for (const value of ["socks5://me:s3cret@h:1", "http://me:s3cret@", "http://me%zz:s3cret@h:1"]) {
      expect(() => via("https://h", { HTTPS_PROXY: value })).toThrow("HTTPS_PROXY");
      expect(() => via("https://h", { HTTPS_PROXY: value })).not.toThrow("s3cret");
    }
  });
});
