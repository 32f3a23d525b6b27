/** The provider's executable. What answers the calls is loaded only after the handshake: see goplugin/serve.ts. */
import { sourceAddress } from "../source-address";
import { HandshakeError } from "./goplugin/handshake";
import { setLogLevel } from "./goplugin/log";
import { serve, serveDetached } from "./goplugin/serve";
import { reattachText } from "./reattach";

const services = {
  "tfplugin6.Provider": { load: async () => (await import("./server.js")).loadProvider() },
};

async function main(): Promise<void> {
  const level = process.env.TF_LOG_PROVIDER || process.env.TF_LOG;
  if (process.argv.slice(2).some((argument) => /^--?debug$/.test(argument))) {
    setLogLevel(level || "info");
    process.stdout.write(reattachText(sourceAddress, process.pid, await serveDetached({ services })));
    return;
  }
  setLogLevel(level || "warn");
  await serve({
    protocolVersion: 6,
    magicCookie: {
      key: "TF_PLUGIN_MAGIC_COOKIE",
      value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    },
    services,
    humanMessage:
      "This is the Prefect provider for Terraform and OpenTofu, which start it themselves: it is not run by hand. " +
      "To attach a debugger, run it with --debug and set the variable that it prints.",
  });
}

main().catch((error: unknown) => {
  const reason =
    error instanceof HandshakeError ? error.message : `The provider cannot start: ${String(error)}`;
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
});
