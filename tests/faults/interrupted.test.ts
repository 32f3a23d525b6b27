import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type CountingProxy, startCountingProxy } from "../support/counting-proxy";
import { prefectApi } from "../support/prefect-api";
import { type ServerOnDatabase, startServerOnDatabase } from "../support/server-on-database";
import { uniqueName } from "../support/shared-server";
import { signalGroup } from "../support/supervised-process";
import { temporaryWorkspace } from "../support/temporary-workspace";
import { chance } from "./support/chance";
import { expectConverged } from "./support/convergence";
import { few, hundred, objectCount, objects, objectsOnServer, type Size } from "./support/objects";
import { providersOf, startApply, startTerraform, type TerraformRun } from "./support/terraform-run";

const random = chance();
const below = (end: number): number => Math.floor(random() * end);

let server: ServerOnDatabase;
let proxy: CountingProxy;

beforeAll(async () => {
  server = await startServerOnDatabase();
  proxy = await startCountingProxy(server.apiUrl);
});

afterAll(async () => {
  await proxy?.stop();
  await server?.stop();
});

/** A configuration of that size under a new prefix, in a folder of its own. */
async function prepared(size: Size) {
  const prefix = uniqueName("fault");
  const terraform = await temporaryWorkspace({
    env: { PREFECT_API_URL: proxy.apiUrl },
    providerStartedBy: "terraform",
  });
  await terraform.write(objects(prefix, size));
  const isOurs = (name: string) => name.startsWith(prefix);
  return { terraform, isOurs };
}

/** A request that changes something. */
const write = { method: "POST", path: /^\/api\/(?!.*filter$)/ };

/** SIGKILL to every provider that the run has. @throws when it has none */
function killProviders(run: TerraformRun): void {
  const providers = providersOf(run);
  if (providers.length === 0) throw new Error("no provider is running");
  for (const pid of providers) process.kill(pid, "SIGKILL");
}

/** Applies, does `act` around one of the writes, and holds that the next apply converges. */
async function interrupt(moments: number, act: (run: TerraformRun) => unknown) {
  const size = few;
  for (let count = 1; count <= moments; count += 1) {
    const { terraform, isOurs } = await prepared(size);
    const when = random() < 0.5 ? "before" : "after";
    const after = below(objectCount(size) - 2);
    const moment = `${when} write ${after}`;
    let hasActed = false;
    const run = startApply(terraform);
    const effect = {
      kind: "meanwhile",
      when,
      act: async () => {
        await act(run);
        hasActed = true;
      },
    } as const;
    proxy.inject({ ...write, after, effect });
    const { code } = await run.ended;
    expect(hasActed, moment).toBe(true);
    const found = await expectConverged(terraform, server.apiUrl, isOurs).catch((error: unknown) => {
      throw new Error(`moment ${count} (${moment}): ${String(error)}`, { cause: error });
    });
    console.log(`moment ${count} (${moment}): ended with ${code}, ${found} objects`);
    expect(found).toBe(objectCount(size));
    await terraform.destroy();
  }
}

/** Another content for variables, schedules and a limit: ten changes by PATCH. */
const changed = (code: string): string =>
  code
    .replaceAll('"value ', '"other ')
    .replaceAll("3600", "7200")
    .replaceAll(" 6 * * *", " 7 * * *")
    .replaceAll(/limit += 3/g, "limit = 4");

describe("an apply that is interrupted is completed by the next one, nothing doubled, nothing orphaned:", () => {
  it("the provider killed at 20 random moments", async () => {
    await interrupt(20, killProviders);
  });

  it("the provider killed while objects are changed and while they are deleted", async () => {
    const { terraform, isOurs } = await prepared(few);
    const code = readFileSync(join(terraform.folder, "main.tf"), "utf8");
    const interrupted = async (method: string, after: number, start: () => TerraformRun) => {
      let isKilled = false;
      const run = start();
      const act = () => {
        killProviders(run);
        isKilled = true;
      };
      proxy.inject({ method, after, effect: { kind: "meanwhile", when: "after", act } });
      const { code, output } = await run.ended;
      expect(isKilled, output).toBe(true);
      expect(code).toBe(1);
    };
    await terraform.apply();
    await terraform.write(changed(code));
    await interrupted("PATCH", below(8), () => startApply(terraform));
    expect(await expectConverged(terraform, server.apiUrl, isOurs)).toBe(objectCount(few));
    await interrupted("DELETE", below(15), () => startTerraform(terraform, ["destroy", "-auto-approve"]));
    await terraform.destroy();
    expect(await objectsOnServer(prefectApi(server.apiUrl), isOurs)).toEqual([]);
  });

  it("terraform interrupted once (SIGINT)", async () => {
    await interrupt(3, ({ process }) => signalGroup(Number(process.pid), "SIGINT"));
  });

  it("terraform interrupted twice (SIGINT)", async () => {
    await interrupt(3, async ({ process }) => {
      signalGroup(Number(process.pid), "SIGINT");
      await new Promise((resolve) => setTimeout(resolve, 300));
      signalGroup(Number(process.pid), "SIGINT");
    });
  });

  it("terraform killed (SIGKILL)", async () => {
    await interrupt(3, ({ process }) => process.kill("SIGKILL"));
  });

  it("the server killed and restarted in the middle of an apply of 100 objects", async () => {
    const { terraform, isOurs } = await prepared(hundred);
    onTestFinished(async () => {
      await terraform.destroy();
    });
    let restarted: Promise<void> = Promise.resolve();
    let isKilled = false;
    const act = async () => {
      await server.kill();
      isKilled = true;
      restarted = server.restart();
    };
    proxy.inject({ ...write, after: 30 + below(40), effect: { kind: "meanwhile", when: "after", act } });
    const { code, errors } = await startApply(terraform).ended;
    await restarted;
    expect(isKilled).toBe(true);
    console.log(`the apply ended with ${code}`, errors.map(({ detail }) => detail).slice(0, 3));
    expect(await expectConverged(terraform, server.apiUrl, isOurs)).toBe(100);
  });
});
