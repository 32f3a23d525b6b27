/**
 * Shuts ways into this process and out of it that Node has of its own: SIGUSR1 opens a port to debug it, which all
 * users of the machine reach, and a report that NODE_OPTIONS asks for holds the environment, with whatever key is in it.
 */
export function closeProcess(): void {
  process.on("SIGUSR1", () => {});
  // Looking at `report` alone would load it.
  if (!process.env.NODE_OPTIONS?.includes("report")) return;
  const { report } = process;
  if (report === undefined) return;
  report.reportOnFatalError = false;
  report.reportOnSignal = false;
  report.reportOnUncaughtException = false;
}
