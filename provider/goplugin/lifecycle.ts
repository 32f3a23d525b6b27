import type { GrpcServer } from "./grpc-server";
import type { Listening } from "./listen";
import { errorFields, log } from "./log";

/** How long calls may take to answer once the plugin stops, in milliseconds. Then it exits without their answers. */
const patience = 5000;

/** How often to look whether the parent still lives, in milliseconds. */
const lookForParent = 1000;

/**
 * Sees to the end of the process: SIGTERM, a parent that is gone, and (only with `stopOnInterrupt`) SIGINT abort the
 * calls in flight, let them answer and exit. Otherwise SIGINT is ignored: Ctrl-C reaches a plugin too, while its
 * client waits for the call in flight. The `stop` that it returns does the same as SIGTERM. An error that nothing caught is logged, and the plugin goes on answering.
 */
export function holdProcess(options: {
  readonly grpc: GrpcServer;
  readonly address: Listening;
  readonly parent: number | undefined;
  readonly stopOnInterrupt: boolean;
}): { readonly stop: () => void } {
  const { grpc, address, parent, stopOnInterrupt } = options;
  const stop = (): void => {
    setTimeout(() => process.exit(1), patience).unref();
    grpc.close().then(() => process.exit(0));
  };
  process.on("exit", () => address.remove());
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
  process.on("SIGINT", stopOnInterrupt ? stop : () => {});
  process.on("uncaughtException", (error) => log("error", "an error was not caught", errorFields(error)));
  process.on("unhandledRejection", (reason) =>
    log("error", "a rejection was not handled", errorFields(reason)),
  );
  if (parent !== undefined) {
    const watch = setInterval(() => {
      if (isAlive(parent)) return;
      clearInterval(watch);
      stop();
    }, lookForParent).unref();
  }
  return { stop };
}

/** An orphan has another parent; on Windows it keeps the number, and asking for the process tells. */
function isAlive(parent: number): boolean {
  if (process.platform !== "win32") return process.ppid === parent;
  try {
    process.kill(parent, 0);
    return true;
  } catch {
    return false;
  }
}
