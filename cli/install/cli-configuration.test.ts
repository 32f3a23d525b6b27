import { expect, test } from "vitest";
import { installationLines, readSettings } from "./cli-configuration";

const nothing = { hasInstallation: false, namesProvider: false, override: undefined, pluginCache: undefined };

test("what a CLI configuration says of this provider", () => {
  expect(readSettings("")).toEqual(nothing);
  expect(readSettings('credentials "app.terraform.io" { token = "t" }')).toEqual(nothing);
  expect(readSettings('plugin_cache_dir   = "/cache"')).toEqual({ ...nothing, pluginCache: "/cache" });
  expect(readSettings('{ "plugin_cache_dir": "/cache" }')).toEqual({ ...nothing, pluginCache: "/cache" });
  expect(readSettings("provider_installation {\n  direct {}\n}")).toEqual({
    ...nothing,
    hasInstallation: true,
  });
  expect(
    readSettings(`provider_installation {
  dev_overrides {
    "acme/other"            = "/other"
    "cdktf-prefect/prefect" = "/dist" # mine
  }
}`),
  ).toEqual({ hasInstallation: true, namesProvider: true, override: "/dist", pluginCache: undefined });
});

test("comments say nothing, and what stands in a string is no comment", () => {
  expect(
    readSettings(
      '# provider_installation {\n// plugin_cache_dir = "/a"\n/* provider_installation\n */\nx = "http://y"\nplugin_cache_dir = "/b"',
    ),
  ).toEqual({ ...nothing, pluginCache: "/b" });
});

test("the printed lines name the provider", () => {
  expect(readSettings(installationLines("/srv/mirror"))).toEqual({
    ...nothing,
    hasInstallation: true,
    namesProvider: true,
  });
});
