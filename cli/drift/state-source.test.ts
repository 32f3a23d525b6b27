import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Backend, statePlace, stateSource } from "./state-source";

const backend = (type: string, config: Backend["config"]): Backend => ({ type, config });

describe("stateSource", () => {
  it.each<[string, Backend | undefined, string, string]>([
    ["terraform.tfstate", undefined, "default", "no backend"],
    ["terraform.tfstate.d/eu/terraform.tfstate", undefined, "eu", "a workspace without one"],
    ["../elsewhere/x.tfstate", backend("local", { path: "../elsewhere/x.tfstate" }), "default", "a path"],
    [
      "spaces/eu/terraform.tfstate",
      backend("local", { path: "x", workspace_dir: "spaces" }),
      "eu",
      "a folder of them",
    ],
    ["s3 backend b/k", backend("s3", { bucket: "b", key: "k", secret_key: "hush" }), "default", "no secret"],
    ['gcs backend b, workspace "eu"', backend("gcs", { bucket: "b", prefix: null }), "eu", "what is null"],
    [
      "http backend https://h:1/s",
      backend("http", { address: "https://u:p@h:1/s?token=hush" }),
      "default",
      "an address",
    ],
    ["http backend", backend("http", { address: 1 }), "default", "no address"],
    ["pg backend", backend("pg", { conn_str: "postgres://u:hush@h/d" }), "default", "a connection"],
    ["new backend", backend("new", { anything: "hush" }), "default", "one that is not known"],
    [
      "remote backend h/o",
      backend("remote", { hostname: "h", organization: "o", token: "hush" }),
      "default",
      "an organisation",
    ],
  ])("%s", (expected, given, workspace, _about) => {
    expect(stateSource({ backend: given, workspace, folder: "/work/code" }, "/work/code")).toBe(expected);
  });
});

describe("statePlace", () => {
  it("reads what terraform has kept, and nothing from what it has not", () => {
    const folder = mkdtempSync(join(tmpdir(), "place-"));
    try {
      const data = join(folder, ".terraform");
      expect(statePlace(data, folder, undefined)).toEqual({
        backend: undefined,
        workspace: "default",
        folder,
      });
      mkdirSync(data);
      writeFileSync(join(data, "environment"), "eu\n");
      writeFileSync(
        join(data, "terraform.tfstate"),
        '{"version":3,"backend":{"type":"s3","config":{"bucket":"b"}}}',
      );
      const s3 = backend("s3", { bucket: "b" });
      expect(statePlace(data, folder, undefined)).toEqual({ backend: s3, workspace: "eu", folder });
      expect(statePlace(data, folder, "us").workspace).toBe("us");
      for (const text of ["", "{", "[]", '{"backend":null}', '{"backend":{"type":1}}']) {
        writeFileSync(join(data, "terraform.tfstate"), text);
        expect(statePlace(data, folder, undefined).backend).toBeUndefined();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
