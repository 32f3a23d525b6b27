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
    await workspace.writeJson(deployments(1));
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
  await workspace.writeJson(deployments(count));
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

interface Instance {
  readonly attributes: Values;
  readonly dependencies?: readonly string[];
  /** Which object it is, for a Terraform that knows of that: of a copy it finds out by itself. */
  readonly identity?: unknown;
  readonly identity_schema_version?: unknown;
}

interface StoredResource {
  readonly type: string;
  readonly name: string;
  readonly instances: readonly Instance[];
}

async function copyInState(file: string, seeds: readonly Seed[]): Promise<void> {
  const state: { resources: readonly StoredResource[] } = JSON.parse(await readFile(file, "utf8"));
  const resources = state.resources.flatMap((resource) =>
    resource.type === "prefect_flow" ? [resource] : seeds.map((seed) => copyOf(resource, seed)),
  );
  await writeFile(file, JSON.stringify({ ...state, resources }));
}

function copyOf(resource: StoredResource, [index, deployment, schedule]: Seed): StoredResource {
  const renamed = (name: string) => name.replace(/-0$/, `-${index}`);
  return {
    ...resource,
    name: renamed(resource.name),
    instances: resource.instances.map(
      ({ identity: _identity, identity_schema_version: _version, ...instance }) => ({
        ...instance,
        attributes: {
          ...instance.attributes,
          ...(resource.type === "prefect_deployment"
            ? { id: deployment, name: `deployment-${index}` }
            : { id: schedule, deployment_id: deployment }),
        },
        ...(instance.dependencies && { dependencies: instance.dependencies.map(renamed) }),
      }),
    ),
  };
}
