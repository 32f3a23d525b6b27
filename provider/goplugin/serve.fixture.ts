/** A plugin for serve.test.ts. It misbehaves on request. */
import { setLogLevel } from "./log";
import { serve } from "./serve";

if (process.argv.includes("--windows")) Object.defineProperty(process, "platform", { value: "win32" });
setLogLevel("info");

serve({
  protocolVersion: 6,
  magicCookie: { key: "TEST_COOKIE", value: "yes" },
  humanMessage: "A plugin is not run by hand.",
  services: {
    "test.Plugin": {
      load: async () => ({
        Echo: (request) => request,
        Print: () => {
          console.log("stray output");
          process.stdout.write("second\nthird\n");
          return new Uint8Array();
        },
        Throw: () => {
          setImmediate(() => {
            throw Object.assign(new Error("thrown later"), { key: "secret" });
          });
          Promise.reject(new Error("rejected later"));
          return new Uint8Array();
        },
        UntilStopped: (_request, { signal }) =>
          new Promise((resolve) => signal.addEventListener("abort", () => resolve(Buffer.from("partial")))),
      }),
    },
  },
}).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
