import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sourceAddress } from "../source-address";
import { putProvider, removeProvider } from "./provider-files";

let folder: string;
let provider: string;

const plugins = () => join(folder, "stack/terraform.d/plugins", sourceAddress);
const lock = () => readFileSync(join(folder, "stack/.terraform.lock.hcl"), "utf8");
const put = (version: string) =>
  putProvider(join(folder, "stack"), { version, provider }, [
    { source: sourceAddress, version: `~> ${version}` },
    { source: "acme/other", version: "1.0.0" },
  ]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "provider-files-"));
  provider = join(folder, "terraform-provider-prefect");
  writeFileSync(provider, "#!/bin/sh\n");
  mkdirSync(join(folder, "stack"));
});

afterEach(() => rmSync(folder, { recursive: true }));

test("the provider is copied for each platform, executable, and locked by its hash", () => {
  put("1.2.3");
  for (const platform of ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"]) {
    const file = join(plugins(), "1.2.3", platform, "terraform-provider-prefect_v1.2.3");
    expect(readFileSync(file, "utf8")).toBe("#!/bin/sh\n");
    expect(statSync(file).mode & 0o777).toBe(0o755);
    expect(readdirSync(join(file, ".."))).toHaveLength(1);
  }
  const sha = createHash("sha256").update("#!/bin/sh\n").digest("hex");
  const hash = createHash("sha256").update(`${sha}  terraform-provider-prefect_v1.2.3\n`).digest("base64");
  expect(lock()).toContain(`"h1:${hash}"`);
  expect(lock()).toContain('constraints = "~> 1.2.3"');
});

test("another version takes the place of the one before", () => {
  put("1.2.3");
  writeFileSync(provider, "#!/bin/sh\nexit\n");
  put("1.2.4");
  expect(readdirSync(plugins())).toEqual(["1.2.4"]);
  expect(lock()).not.toContain("1.2.3");
});

test("another build of the same version takes the place of the one before", () => {
  put("1.2.3");
  const before = lock();
  writeFileSync(provider, "#!/bin/sh\nexit\n");
  put("1.2.3");
  const file = join(plugins(), "1.2.3/linux_amd64/terraform-provider-prefect_v1.2.3");
  expect(readFileSync(file, "utf8")).toBe("#!/bin/sh\nexit\n");
  expect(lock()).not.toBe(before);
});

test("what was put is taken out, and nothing else", () => {
  put("1.2.3");
  const other = join(folder, "stack/terraform.d/plugins/registry.terraform.io/acme/other");
  mkdirSync(other, { recursive: true });
  removeProvider(join(folder, "stack"));
  expect(existsSync(plugins())).toBe(false);
  expect(existsSync(other)).toBe(true);
  expect(lock()).not.toContain("provider");
  removeProvider(join(folder, "stack"));
});

test("a provider that has not been built is an error that says what to do", () => {
  rmSync(provider);
  expect(() => put("1.2.3")).toThrow(/the Prefect provider is missing at .*make build.*install/);
});
