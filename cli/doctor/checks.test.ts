import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { thisMachine } from "../install/machine";
import { constraintOf } from "./check-packages";
import { judgeVersion } from "./check-server";
import { checkTerraform } from "./check-terraform";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-checks-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A shell script in the place of a real program. */
function mockProgram(name: string, version: string, stderr = ""): void {
  const file = join(folder, name);
  writeFileSync(
    file,
    `#!/bin/sh\nprintf '%s\\n' '{ "terraform_version": "${version}" }'\nprintf '${stderr}' >&2\n`,
  );
  chmodSync(file, 0o755);
}

const check = (env: Readonly<Record<string, string>> = {}) =>
  checkTerraform({ ...thisMachine(), env: { PATH: folder, ...env } });

test("versions of Terraform and OpenTofu are judged, and both are seen", () => {
  expect(check().findings).toMatchObject([
    { status: "failed", found: "neither terraform nor tofu is on PATH" },
  ]);
  mockProgram("terraform", "1.9.8");
  mockProgram("tofu", "1.11.0-beta1");
  expect(check()).toMatchObject({
    programs: ["terraform", "tofu"],
    findings: [
      { status: "warning", found: expect.stringContaining("Terraform 1.9.8 (terraform) lacks write-only") },
      { status: "ok", found: "OpenTofu 1.11.0-beta1 (tofu)" },
    ],
  });
  mockProgram("terraform", "0.14.11");
  expect(check().findings[0]).toMatchObject({ status: "failed", mend: "Install Terraform 1.11 or newer." });
});

test("what Terraform finds in its CLI configuration is told", () => {
  mockProgram(
    "terraform",
    "1.11.4",
    "│ Error: The specified plugin cache dir /c cannot be opened\\n│ Warning: no\\n",
  );
  expect(check().findings).toMatchObject([
    { status: "ok" },
    {
      check: "cli-configuration",
      status: "failed",
      found: "The specified plugin cache dir /c cannot be opened",
    },
  ]);
});

test("versions of servers are judged by what the provider is tested with", () => {
  expect(judgeVersion("3.8.8").status).toBe("ok");
  expect(judgeVersion("3.4.0").status).toBe("ok");
  expect(judgeVersion("3.3.7")).toMatchObject({ status: "warning", found: expect.stringContaining("older") });
  expect(judgeVersion("4.0.0")).toMatchObject({ status: "warning", found: expect.stringContaining("newer") });
  expect(judgeVersion("2.20.1")).toMatchObject({ status: "failed" });
  expect(judgeVersion("3.8.9+1.gabc").status).toBe("ok");
});

test("npm's ranges of peers are version constraints", () => {
  expect(constraintOf("^0.21.0")).toBe("~> 0.21.0");
  expect(constraintOf("^10.4.2")).toBe(">= 10.4.2, < 11.0.0");
});
