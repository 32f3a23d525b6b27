import { expect, it, vi } from "vitest";
import { resolveSettings } from "./resolve-settings";

/** A fake of what Node does for a user id that the system has no entry for, and without HOME. */
vi.mock("node:os", () => ({
  homedir: () => {
    throw new Error("A system error occurred: uv_os_homedir returned ENOENT (no such file or directory)");
  },
}));

it("a user without a name and a home has its profiles in the root folder", () => {
  const profiles = 'active = "a"\n[profiles.a]\nPREFECT_API_URL = "http://office:4200/api"\n';
  const read = (path: string) => (path === "/.prefect/profiles.toml" ? profiles : undefined);
  expect(resolveSettings({}, {}, read).address).toBe("http://office:4200/api");
  const given = resolveSettings({ apiUrl: "http://other:4200/api" }, {}, () => undefined);
  expect(given.address).toBe("http://other:4200/api");
});
