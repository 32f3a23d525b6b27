import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import fc from "fast-check";
import { createPrefectClient, PrefectSettingsError } from "../client";
import { PrefectProvider, PrefectYaml } from "../constructs";
import { byteChanges, changeBytes } from "./mutate-bytes";
import { changeText } from "./mutate-text";
import { expectForPeople, type OpenTarget, type Target } from "./target";

const projectRoot = join(__dirname, "..");

const profiles = `active = "default"

[profiles.default]
PREFECT_API_URL = "https://prefect.example:8443/team/api"
PREFECT_API_KEY = "pnu_PlantedSecret1"
PREFECT_CLIENT_CUSTOM_HEADERS = '{"X-Team": "PlantedSecret2"}'
PREFECT_API_TLS_INSECURE_SKIP_VERIFY = "true"
PREFECT_CLIENT_CSRF_SUPPORT_ENABLED = false

[profiles.local]
PREFECT_API_AUTH_STRING = "admin:PlantedSecret3"
PREFECT_API_URL = "http://127.0.0.1:4200/api"
PREFECT_API_SSL_CERT_FILE = "~/ca.pem"

[profiles.cloud]
PREFECT_API_URL = "https://api.prefect.cloud/api/accounts/7a2ddbd5-2c9a-4a0c-a1b8-6f9c1b4f1c11/workspaces/7a2ddbd5-2c9a-4a0c-a1b8-6f9c1b4f1c12"
`;

const profileNames = fc.constantFrom(undefined, "local", "cloud", "default", "__proto__");

const change = fc.oneof(
  changeText(profiles),
  byteChanges.map((changes) => changeBytes(Buffer.from(profiles), changes).toString("utf8")),
);

async function openProfiles(): Promise<OpenTarget> {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-profiles-"));
  const file = join(folder, "profiles.toml");
  const property = fc.property(change, profileNames, (text, profile) => {
    writeFileSync(file, text);
    try {
      createPrefectClient({ profileFile: file, profile, env: { HOME: "/nowhere" } }).close();
    } catch (error) {
      assert(error instanceof PrefectSettingsError, error instanceof Error ? error : String(error));
      expectForPeople(error.message);
      assert(!error.message.includes("PlantedSecret"), `a secret is shown: ${error.message}`);
    }
  });
  return { property, close: async () => rmSync(folder, { recursive: true, force: true }) };
}

const prefectYamls = ["tests/prefect-yaml/prefect.yaml", "examples/prefect-yaml/prefect.yaml"].map((path) =>
  readFileSync(join(projectRoot, path), "utf8"),
);

const environment = { PREFECT_YAML_STAGE: "test", PREFECT_YAML_POOL: "pool" };

const stepOutputs = { "build-image": { stdout: "a" }, "push-image": { stdout: "b" } };

/** Whatever is asked for is there: no Python is run. */
const anyFlow = new Proxy<Record<string, { name: string }>>(
  {},
  { get: (_all, name) => (typeof name === "string" ? { name: "flow" } : undefined), has: () => true },
);

async function openPrefectYaml(): Promise<OpenTarget> {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-yaml-"));
  const file = join(folder, "prefect.yaml");
  const texts = fc.constantFrom(...prefectYamls).chain((text) =>
    fc.oneof(
      { weight: 3, arbitrary: changeText(text) },
      byteChanges.map((changes) => changeBytes(Buffer.from(text), changes).toString("utf8")),
    ),
  );
  const app = new App({ skipValidation: true, outdir: join(folder, "out") });
  let number = 0;
  const property = fc.property(texts, (text) => {
    writeFileSync(file, text);
    const stack = new TerraformStack(app, `stack-${number++}`);
    try {
      new PrefectProvider(stack, "prefect", { fromRegistry: true });
      PrefectYaml.fromFile(stack, "prod", file, { flows: anyFlow, environment, stepOutputs });
    } catch (error) {
      assert(error instanceof Error);
      expectForPeople(error.message);
      assert(error.message.includes("prod"), `it does not say where: ${error.stack}`);
    } finally {
      app.node.tryRemoveChild(stack.node.id);
    }
  });
  return { property, close: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** Files that people write. */
export const fileTargets: readonly Target[] = [
  { name: "profiles", share: 35, lanes: 1, open: openProfiles },
  { name: "prefect-yaml", share: 15, lanes: 1, open: openPrefectYaml },
];
