import { describe, expect, it } from "vitest";
import { inWorkspace, normaliseAddress } from "./address";

const url = (text: string) => normaliseAddress(text, "PREFECT_API_URL").url;
const [account, workspace] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
const path = `accounts/${account}/workspaces/${workspace}`;

describe("normaliseAddress", () => {
  it.each([
    ["http://127.0.0.1:4200/api", "http://127.0.0.1:4200/api"],
    ["http://127.0.0.1:4200/api/", "http://127.0.0.1:4200/api"],
    ["http://127.0.0.1:4200/api//", "http://127.0.0.1:4200/api"],
    ["http://127.0.0.1:4200", "http://127.0.0.1:4200/api"],
    [" http://127.0.0.1:4200/ ", "http://127.0.0.1:4200/api"],
    ["https://host/prefix", "https://host/prefix/api"],
    ["https://host/a/b/api/", "https://host/a/b/api"],
    ["https://host//prefix//api", "https://host/prefix/api"],
    ["https://HOST:443/apiary", "https://host/apiary/api"],
    ["http://[::1]:4200", "http://[::1]:4200/api"],
    [`https://api.prefect.cloud/api/${path}`, `https://api.prefect.cloud/api/${path}`],
    [`https://api.prefect.cloud/api/${path}/`, `https://api.prefect.cloud/api/${path}`],
    [`https://api.prefect.cloud/${path}`, `https://api.prefect.cloud/api/${path}`],
    [`https://host/prefix/${path}`, `https://host/prefix/api/${path}`],
  ])("brings %s into its one form", (given, expected) => expect(url(given)).toBe(expected));

  it("takes credentials off the URL", () => {
    const address = normaliseAddress("http://me:p%40ss@host:4200/api", "PREFECT_API_URL");
    expect(address).toMatchObject({ url: "http://host:4200/api", credentials: "me:p@ss" });
  });

  it.each([
    ["localhost:4200/api", "http://"],
    ["//host/api", "http://"],
    ["ftp://host/api", "http://"],
    ["http://", "not a URL"],
    ["http://host/api?token=s3cret", "query"],
    ["https://app.prefect.cloud/account/x/workspace/y", "api.prefect.cloud"],
  ])("refuses %s", (given, hint) => {
    expect(() => url(given)).toThrow(hint);
    expect(() => url(given)).toThrow("PREFECT_API_URL");
    expect(() => url(given)).not.toThrow("s3cret");
  });

  it.each([
    ["http//me:s3cret@host", "http//host"],
    ["https://host:s3cret", "https://host:…"],
    ["https://host:80s3cret/api", "https://host:…"],
    ["https://[::1]:s3cret", "https://[::1]:…"],
    ["https://me:12/s3cret@host/api", "https://me:…"],
    ["admin:s3cret", "admin:…"],
    ["pnu_s3cret", "pnu_…"],
    ["https://pnb_s3cret host", "https://pnb_… host"],
    ["nu_s3cret", "…"],
    ["localhost", "localhost"],
  ])("shows no password or key in an error, nor what stands in a port's place: %s", (given, shown) => {
    expect(() => url(given)).toThrow(`"${shown}"`);
    expect(() => url(given)).not.toThrow("s3cret");
  });
});

describe("inWorkspace", () => {
  it("adds a workspace, or replaces the one that is there", () => {
    for (const given of [
      "https://api.prefect.cloud",
      "https://api.prefect.cloud/api/accounts/a/workspaces/b",
    ]) {
      const address = inWorkspace(normaliseAddress(given, "x"), account, workspace);
      expect(address.url).toBe(`https://api.prefect.cloud/api/${path}`);
    }
  });
});
