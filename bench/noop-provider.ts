/** A provider that does nothing, on this package's own framework: what is left is the cost of the framework. */
import { serve } from "../provider/goplugin/serve";

void serve({
  protocolVersion: 6,
  magicCookie: {
    key: "TF_PLUGIN_MAGIC_COOKIE",
    value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  },
  services: { "tfplugin6.Provider": { load: async () => (await import("./noop-methods.js")).methods } },
  humanMessage: "A provider for measurements.",
});
