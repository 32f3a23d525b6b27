import { describe, expect, it } from "vitest";
import { redirectOf } from "./redirect";

const url = "http://host:4200/api/work_pools/p/queues/";

describe("redirectOf", () => {
  it("follows on the same server, when the method stays the same", () => {
    expect(redirectOf(307, "http://host:4200/api/work_pools/p/queues?x=1", "POST", url)).toEqual({
      kind: "follow",
      path: "/api/work_pools/p/queues?x=1",
    });
    expect(redirectOf(308, "/api/x", "PATCH", url).kind).toBe("follow");
    expect(redirectOf(302, "/api/x", "GET", url).kind).toBe("follow");
  });

  it.each([
    [302, "/login", "POST"],
    [307, "https://host:4200/api/x", "GET"],
    [307, "http://host:4201/api/x", "GET"],
    [308, "//evil.example/api", "DELETE"],
  ])("refuses %i to %s for %s", (status, location, method) => {
    expect(redirectOf(status, location, method, url).kind).toBe("refuse");
  });

  it("shows no credentials and no query of where it leads", () => {
    expect(redirectOf(302, "https://me:pw@sso.example/login?token=x", "GET", url)).toEqual({
      kind: "refuse",
      target: "https://sso.example/login",
    });
  });

  it("says where it leads also where there is no server", () => {
    expect(redirectOf(302, "file:///etc/x", "GET", url)).toEqual({ kind: "refuse", target: "file:///etc/x" });
  });

  it("is none without a place to go to", () => {
    expect(redirectOf(307, undefined, "GET", url).kind).toBe("none");
    expect(redirectOf(304, "/x", "GET", url).kind).toBe("none");
    expect(redirectOf(200, "/x", "GET", url).kind).toBe("none");
  });
});
