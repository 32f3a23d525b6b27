import { expect, test } from "vitest";
import { impliedMirrors, userMirror } from "./implied-mirrors";
import { type Machine, platformName } from "./machine";

const machine = (platform: NodeJS.Platform, home: string, env: Machine["env"] = {}): Machine => ({
  platform,
  home,
  env,
  arch: "x64",
});
const anywhere = () => true;
const nowhere = () => false;

test("the folders of each system, in the order in which they are searched", () => {
  expect(impliedMirrors(machine("linux", "/home/me"))).toEqual([
    "/home/me/.terraform.d/plugins",
    "/home/me/.local/share/terraform/plugins",
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
  ]);
  const xdg = { XDG_DATA_HOME: "/data", XDG_DATA_DIRS: "/opt/share:" };
  expect(impliedMirrors(machine("linux", "/home/me", xdg)).slice(1)).toEqual([
    "/data/terraform/plugins",
    "/opt/share/terraform/plugins",
  ]);
  expect(impliedMirrors(machine("darwin", "/Users/me"))).toEqual([
    "/Users/me/.terraform.d/plugins",
    "/Users/me/Library/Application Support/io.terraform/plugins",
    "/Library/Application Support/io.terraform/plugins",
  ]);
  const windows = machine("win32", "C:\\Users\\me", { APPDATA: "D:\\me" });
  expect(impliedMirrors(windows)).toEqual([
    "D:\\me\\terraform.d\\plugins",
    "D:\\me\\HashiCorp\\Terraform\\plugins",
  ]);
  expect(impliedMirrors(machine("win32", "C:\\Users\\me"))[0]).toBe(
    "C:\\Users\\me\\AppData\\Roaming\\terraform.d\\plugins",
  );
});

test("~/.terraform.d is not made where OpenTofu would then leave its configuration", () => {
  const plain = machine("linux", "/home/me");
  const xdg = machine("linux", "/home/me", { XDG_CONFIG_HOME: "/home/me/.config" });
  expect(userMirror(plain, nowhere)).toBe("/home/me/.terraform.d/plugins");
  expect(userMirror(xdg, anywhere)).toBe("/home/me/.terraform.d/plugins");
  expect(userMirror(xdg, nowhere)).toBe("/home/me/.local/share/terraform/plugins");
});

test("platforms have Terraform's names", () => {
  expect(platformName({ platform: "linux", arch: "arm64" })).toBe("linux_arm64");
  expect(platformName({ platform: "win32", arch: "x64" })).toBe("windows_amd64");
  expect(platformName({ platform: "freebsd", arch: "ia32" })).toBe("freebsd_386");
});
