import type { Services } from "./grpc-server";

const empty = new Uint8Array(0);

/** `HealthCheckResponse{status: SERVING}` */
const serving = Uint8Array.of(0x08, 0x01);

/**
 * The services that every go-plugin server has. The broker for further connections is left out: no plugin protocol
 * that is served here uses it, and clients take UNIMPLEMENTED for an answer.
 */
export function pluginServices(shutdown: () => void): Services {
  return {
    "plugin.GRPCController": {
      load: async () => ({
        Shutdown: () => {
          shutdown();
          return empty;
        },
      }),
    },
    "plugin.GRPCStdio": {
      load: async () => ({
        StreamStdio: { stream: (_request, { signal }) => silence(signal) },
      }),
    },
    "grpc.health.v1.Health": { load: async () => ({ Check: () => serving }) },
  };
}

/** The plugin's own output goes to stderr, so the stream of it stays open and empty. */
async function* silence(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}
