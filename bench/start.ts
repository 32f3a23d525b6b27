import { execFileSync, spawn } from "node:child_process";
import { createCertificate } from "../provider/goplugin/certificate";
import { isolatedEnvironment } from "../tests/support/environment";
import { median } from "./median";

export interface StartCost {
  /** From starting the process to its handshake line (or to its end, of bare Node), median. */
  milliseconds: number;
  /** Resident memory in MB when the handshake line arrives, median; `undefined` of bare Node. */
  residentAtHandshake: number | undefined;
}

type Sample = StartCost;

/** Measures starts in turns, so that a busy moment of the machine hits all alike. */
export async function measureStarts(
  executables: ReadonlyMap<string, string>,
  rounds: number,
): Promise<Map<string, StartCost>> {
  const samples = new Map<string, Sample[]>();
  const record = (name: string, sample: Sample) => samples.set(name, [...(samples.get(name) ?? []), sample]);
  for (let round = 0; round < rounds; round++) {
    record(bareNode, await startBareNode());
    for (const [name, executable] of executables) record(name, await startProvider(executable));
  }
  return new Map([...samples].map(([name, all]) => [name, medians(all)]));
}

export const bareNode = "node -e 0";

// At each start Node 20 reads the file that this names, which has nothing to do with what is measured.
const { NODE_EXTRA_CA_CERTS: _certificates, ...environment } = isolatedEnvironment();

function startBareNode(): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn("node", ["-e", "0"], { env: environment, stdio: "ignore" });
    child.once("error", reject);
    child.once("exit", () =>
      resolve({
        milliseconds: performance.now() - start,
        residentAtHandshake: undefined,
      }),
    );
  });
}

/** Starts a provider as Terraform does, and kills it after its handshake line. */
async function startProvider(executable: string): Promise<Sample> {
  const env = {
    ...environment,
    TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    PLUGIN_PROTOCOL_VERSIONS: "5,6",
    PLUGIN_CLIENT_CERT: createCertificate(new Date()).pem,
    PLUGIN_MIN_PORT: "10000",
    PLUGIN_MAX_PORT: "25000",
  };
  const start = performance.now();
  const child = spawn(executable, [], { env, stdio: ["ignore", "pipe", "ignore"] });
  try {
    const milliseconds = await new Promise<number>((resolve, reject) => {
      let line = "";
      child.once("error", reject);
      child.once("exit", () => reject(new Error(`${executable} ended before its handshake`)));
      child.stdout.on("data", (chunk) => {
        line += chunk;
        if (line.includes("\n")) resolve(performance.now() - start);
      });
    });
    return { milliseconds, residentAtHandshake: resident(child.pid) };
  } finally {
    child.removeAllListeners("exit");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.kill("SIGKILL")) await ended;
  }
}

function resident(pid: number | undefined): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

function medians(samples: readonly Sample[]): StartCost {
  const of = (pick: (sample: Sample) => number | undefined): number | undefined => {
    const values = samples.map(pick).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : median(values);
  };
  return {
    milliseconds: median(samples.map(({ milliseconds }) => milliseconds)),
    residentAtHandshake: of((sample) => sample.residentAtHandshake),
  };
}
