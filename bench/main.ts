/** `make bench`: measures, prints, and writes `bench/results.md`. Fails when a limit is broken. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { providerFolder } from "../tests/support/project-paths";
import { terraformExecutable } from "../tests/support/terraform";
import { buildGoNoop, buildOwnNoop, findPeer } from "./contenders";
import { goNoop, isBroken, limits, own, ownNoop, peer, report } from "./report";
import { measureStarts } from "./start";
import { type LifeCost, measureDeployments, measureThings } from "./terraform-runs";

const startRounds = 21;

async function main(): Promise<number> {
  const peerFound = await findPeer();
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    const ownFolder = await buildOwnNoop(folder);
    const goFolder = await buildGoNoop(folder);
    const executable = (of: string) => join(of, "terraform-provider-prefect");

    console.log(`Measuring ${startRounds} starts of each`);
    const executables = new Map([
      [own, executable(providerFolder)],
      [ownNoop, executable(ownFolder)],
    ]);
    if (goFolder !== undefined) executables.set(goNoop, executable(goFolder));
    if (peerFound !== undefined) executables.set(peer, peerFound.executable);
    const starts = await measureStarts(executables, startRounds);

    console.log("Measuring 200 do-nothing resources");
    const things = await measureThings(
      new Map([[ownNoop, ownFolder], ...(goFolder === undefined ? [] : [[goNoop, goFolder] as const])]),
    );

    const deployments = new Map<string, LifeCost>();
    console.log("Measuring 100 deployments with a schedule each (a minute or so)");
    deployments.set(own, await measureDeployments(providerFolder));
    if (peerFound !== undefined) {
      console.log("Measuring the same with the peer");
      deployments.set(peer, await measureDeployments(peerFound.folder));
    }

    const measurements = { starts, things, deployments };
    const machine = `${cpus().length} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}, ${terraformExecutable}`;
    const text = report(measurements, machine);
    console.log(`\n${text}`);
    await writeFile(join(__dirname, "results.md"), text);
    return limits(measurements).some(isBroken) ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
