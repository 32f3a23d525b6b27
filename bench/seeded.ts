import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type PrefectServer, startPrefectServer } from "../tests/support/prefect-server";
import { virtualEnvironment } from "../tests/support/project-paths";
import { Workspace } from "../tests/support/terraform";
import type { Values } from "../tests/support/terraform-output";
import { deployments } from "./configurations";
import { measured } from "./plans";

/** A server with many deployments, and a workspace whose state knows them all. */
export interface Seeded {
  readonly server: PrefectServer;
  readonly workspace: Workspace;
  stop(): Promise<void>;
}

type Seed = readonly [index: number, deployment: string, schedule: string];

/** One is made by terraform; the others are copies of it, in the server's database and in the state. */
export async function seeded(count: number): Promise<Seeded> {
  const home = await mkdtemp(join(tmpdir(), "prefect-seeded-"));
  const first = await startPrefectServer({ home });
  const workspace = await Workspace.create({ server: first, providerStartedBy: "terraform", env: measured });
  try {
    await workspace.write(deployments(1));
    await workspace.apply();
  } finally {
    await first.stop();
  }
  const { stdout } = await promisify(execFile)(
    join(virtualEnvironment, "bin", "python"),
    [join(__dirname, "seed.py"), join(home, "prefect.db"), String(count)],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  await copyInState(join(workspace.folder, "terraform.tfstate"), JSON.parse(stdout));
  await workspace.write(deployments(count));
  const server = await startPrefectServer({ home, port: first.port });
  return {
    server,
    workspace,
    stop: async () => {
      await workspace.remove();
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

interface State {
  resources: { type: string; instances: { index_key?: number; attributes: Values }[] }[];
}

async function copyInState(file: string, seeds: readonly Seed[]): Promise<void> {
  const state: State = JSON.parse(await readFile(file, "utf8"));
  for (const resource of state.resources) {
    const [only] = resource.instances;
    if (only?.index_key === undefined) continue;
    resource.instances = seeds.map(([index, deployment, schedule]) => ({
      ...only,
      index_key: index,
      attributes: {
        ...only.attributes,
        ...(resource.type === "prefect_deployment"
          ? { id: deployment, name: `deployment-${index}` }
          : { id: schedule, deployment_id: deployment }),
      },
    }));
  }
  await writeFile(file, JSON.stringify(state));
}
