import { HandshakeError } from "./goplugin/handshake";
import { setLogLevel } from "./goplugin/log";
import { type ServeOptions, serve, serveDetached } from "./goplugin/serve";
import { reattachText } from "./reattach";

type Service = ServeOptions["services"][string];

/** A provider's executable. */
export interface Executable {
  /** As a person calls it: `Prefect`. */
  readonly name: string;
  readonly sourceAddress: string;
  /** Loads the methods of `tfplugin6.Provider` with `import()`: the handshake does not wait for it. */
  readonly load: Service["load"];
  /** Those of them that do without the rest. */
  readonly early?: Service["early"];
}

/** Serves the Terraform or OpenTofu that has started this process or, with `--debug`, those that a person points here. */
export function startProvider(executable: Executable): void {
  run(executable).catch((error: unknown) => {
    const reason =
      error instanceof HandshakeError ? error.message : `The provider cannot start: ${String(error)}`;
    process.stderr.write(`${reason}\n`);
    // Terraform shows what stands in place of the handshake; the other it shows in its log only.
    if (process.env.TF_PLUGIN_MAGIC_COOKIE !== undefined) process.stdout.write(`${reason}\n`);
    process.exitCode = 1;
  });
}

async function run({ name, sourceAddress, load, early }: Executable): Promise<void> {
  const services = { "tfplugin6.Provider": { load: () => loadLevel(load), early } };
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
      `This is the ${name} provider for Terraform and OpenTofu, which start it themselves: it is not run by hand. ` +
      "To attach a debugger, run it with --debug and set the variable that it prints.",
  });
}

/** What answers without it takes little memory. */
async function loadLevel(load: Service["load"]): ReturnType<Service["load"]> {
  const [{ levelHeap }, methods] = await Promise.all([import("./level-heap.js"), load()]);
  levelHeap();
  return methods;
}
